package io.skillmill.coordination.skills.composite;

import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;

/**
 * Reckons with numbers as JSON has them: whole numbers stay whole and exact as long as they fit
 * into 64 bits, all else is a double.
 */
public final class Arithmetic {

  private Arithmetic() {}

  /** What can be reckoned exactly, or not at all. */
  @FunctionalInterface
  private interface Exactly {
    long of(long a, long b);
  }

  public static Optional<JsonNode> add(JsonNode a, JsonNode b) {
    return reckon(a, b, Math::addExact, Double::sum);
  }

  public static Optional<JsonNode> subtract(JsonNode a, JsonNode b) {
    return reckon(a, b, Math::subtractExact, (x, y) -> x - y);
  }

  public static Optional<JsonNode> multiply(JsonNode a, JsonNode b) {
    return reckon(a, b, Math::multiplyExact, (x, y) -> x * y);
  }

  /** Whole where it comes out even; empty for a division by zero too. */
  public static Optional<JsonNode> divide(JsonNode a, JsonNode b) {
    return b.asDouble() == 0
        ? Optional.empty()
        : reckon(a, b, Arithmetic::quotient, (x, y) -> x / y);
  }

  public static Optional<JsonNode> power(JsonNode a, JsonNode b) {
    return reckon(a, b, Arithmetic::wholePower, Math::pow);
  }

  private static long quotient(long a, long b) {
    if (a % b != 0) {
      throw new ArithmeticException("It does not come out even");
    }
    return Math.divideExact(a, b);
  }

  private static long wholePower(long a, long b) {
    return Math.powExact(a, Math.toIntExact(b));
  }

  /** Empty where there is no such number, or it is too large. */
  private static Optional<JsonNode> reckon(
      JsonNode a, JsonNode b, Exactly exactly, DoubleBinaryOperator roughly) {
    if (isWhole(a) && isWhole(b)) {
      try {
        return Optional.of(whole(exactly.of(a.asLong(), b.asLong())));
      } catch (ArithmeticException _) {
        // Too large for 64 bits, or not whole: a double it is.
      }
    }
    double value = roughly.applyAsDouble(a.asDouble(), b.asDouble());
    return Double.isFinite(value) ? Optional.of(DoubleNode.valueOf(value)) : Optional.empty();
  }

  /** As it would be read from a text. */
  private static JsonNode whole(long value) {
    return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
  }

  private static boolean isWhole(JsonNode number) {
    return number.isIntegralNumber() && number.canConvertToLong();
  }
}
