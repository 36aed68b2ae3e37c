package io.skillmill.coordination.skills.composite;

import io.skillmill.coordination.skills.composite.Expression.Comparing;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Works out expressions. A member that is not there is null; whatever else does not fit is told
 * with its column.
 *
 * @param outcomes what came of the steps so far, by id
 */
record Evaluation(ObjectNode inputs, Map<String, ObjectNode> outcomes) {

  JsonNode value(Expression expression) throws MisreadException {
    return switch (expression) {
      case Expression.Constant(JsonNode value) -> value;
      case Expression.Inputs() -> inputs;
      case Expression.Outcome(String step) -> present(outcomes.get(step));
      case Expression.Member(Expression of, String name) -> present(value(of).get(name));
      case Expression.Place place -> element(place);
      case Expression.Opposite(Expression of, int column) ->
          reckoned(Arithmetic.subtract(LongNode.valueOf(0), number(of, column)), column);
      case Expression.Not(Expression of, int column) -> BooleanNode.valueOf(!truth(of, column));
      case Expression.Junction junction -> BooleanNode.valueOf(holds(junction));
      case Expression.Comparison comparison -> BooleanNode.valueOf(compared(comparison));
      case Expression.Reckoning reckoning -> reckoned(reckoning);
    };
  }

  /** Whether a condition holds; null does not. */
  boolean truth(Expression expression, int column) throws MisreadException {
    JsonNode value = value(expression);
    if (value.isNull()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw new MisreadException(column, kind(value) + " is neither true nor false");
    }
    return value.booleanValue();
  }

  private boolean holds(Expression.Junction junction) throws MisreadException {
    boolean left = truth(junction.left(), junction.column());
    return left == junction.and() ? truth(junction.right(), junction.column()) : left;
  }

  private JsonNode element(Expression.Place place) throws MisreadException {
    JsonNode of = value(place.of());
    JsonNode at = value(place.place());
    if (at.isString()) {
      return present(of.get(at.asString()));
    }
    if (!at.isIntegralNumber() || !at.canConvertToInt()) {
      throw new MisreadException(place.column(), "%s is no place in an array".formatted(kind(at)));
    }
    int index = at.asInt() < 0 ? of.size() + at.asInt() : at.asInt();
    return present(of.get(index));
  }

  private boolean compared(Expression.Comparison comparison) throws MisreadException {
    JsonNode left = value(comparison.left());
    JsonNode right = value(comparison.right());
    return switch (comparison.how()) {
      case EQUAL -> same(left, right);
      case UNEQUAL -> !same(left, right);
      case Comparing how -> inOrder(how, order(left, right, comparison.column()));
    };
  }

  private static boolean inOrder(Comparing how, int order) {
    return switch (how) {
      case LESS -> order < 0;
      case MORE -> order > 0;
      case AT_MOST -> order <= 0;
      case AT_LEAST -> order >= 0;
      case EQUAL, UNEQUAL -> throw new IllegalStateException("Equality has no order");
    };
  }

  private static int order(JsonNode left, JsonNode right, int column) throws MisreadException {
    if (left.isNumber() && right.isNumber()) {
      return left.decimalValue().compareTo(right.decimalValue());
    }
    if (left.isString() && right.isString()) {
      return left.asString().compareTo(right.asString());
    }
    throw new MisreadException(
        column,
        "%s and %s cannot be put in order; two numbers or two texts can"
            .formatted(kind(left), kind(right)));
  }

  /** 1 and 1.0 are the same, wherever they stand. */
  private static boolean same(JsonNode left, JsonNode right) {
    return left.equals(
        (one, other) -> {
          boolean numbers = one.isNumber() && other.isNumber();
          return numbers && one.decimalValue().compareTo(other.decimalValue()) == 0
              ? 0
              : one.equals(other) ? 0 : 1;
        },
        right);
  }

  private JsonNode reckoned(Expression.Reckoning reckoning) throws MisreadException {
    int column = reckoning.column();
    JsonNode left = number(reckoning.left(), column);
    JsonNode right = number(reckoning.right(), column);
    var answer =
        switch (reckoning.operator()) {
          case '+' -> Arithmetic.add(left, right);
          case '-' -> Arithmetic.subtract(left, right);
          case '*' -> Arithmetic.multiply(left, right);
          default -> Arithmetic.divide(left, right);
        };
    return reckoned(answer, column);
  }

  private static JsonNode reckoned(Optional<JsonNode> answer, int column) throws MisreadException {
    return answer.orElseThrow(
        () -> new MisreadException(column, "there is no such number, or it is too large"));
  }

  private JsonNode number(Expression expression, int column) throws MisreadException {
    JsonNode value = value(expression);
    if (!value.isNumber()) {
      throw new MisreadException(column, kind(value) + " is no number");
    }
    return value;
  }

  private static JsonNode present(@Nullable JsonNode value) {
    return value == null ? NullNode.getInstance() : value;
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      default -> "null";
    };
  }
}
