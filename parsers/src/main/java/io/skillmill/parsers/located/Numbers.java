package io.skillmill.parsers.located;

import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.StringNode;

/** Turns the digits of a file into numbers that can be written again. */
final class Numbers {

  /** How many digits still make a long. */
  private static final int LONG_DIGITS = 18;

  private static final int DIGITS_MAX = 1_000;

  private Numbers() {}

  /** What is too large or too fine for a number stays the text that it is. */
  static JsonNode decimal(String digits) {
    if (digits.length() > DIGITS_MAX) {
      return StringNode.valueOf(digits);
    }
    double value = Double.parseDouble(digits);
    return Double.isFinite(value) ? DoubleNode.valueOf(value) : StringNode.valueOf(digits);
  }

  static JsonNode integer(String digits) {
    if (digits.length() <= LONG_DIGITS) {
      return LongNode.valueOf(Long.parseLong(digits));
    }
    return digits.length() > DIGITS_MAX
        ? StringNode.valueOf(digits)
        : BigIntegerNode.valueOf(new BigInteger(digits));
  }
}
