package io.skillmill.schema.check;

import io.skillmill.schema.check.QuickSchema.Part;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The keywords that look at one value and not at what it holds. */
final class QuickValues {

  /** A longer text is left to the full validator; the patterns are for ids and hashes. */
  private static final int MATCHED_MAX = 1000;

  /** How 2026-11-21T10:00:00 is written: digits and signs. */
  private static final String SECONDS = "0000-00-00T00:00:00";

  private QuickValues() {}

  static Part part(String keyword, JsonNode value) {
    return switch (keyword) {
      case "type" -> type(value);
      case "enum" -> oneOf(value);
      case "const" -> node -> node.equals(value);
      case "pattern" -> pattern(Pattern.compile(value.asString()));
      case "format" -> dateTime(value.asString());
      case "minLength" -> minLength(value.asInt());
      case "minimum" -> atLeast(value.asDouble());
      case "maximum" -> atMost(value.asDouble());
      default -> throw new IllegalArgumentException("Teach the quick check this: " + keyword);
    };
  }

  private static Part type(JsonNode type) {
    if (type.isArray()) {
      Part[] parts = new Part[type.size()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = type(type.get(i));
      }
      return node -> anyFits(parts, node);
    }
    return switch (type.asString()) {
      case "object" -> JsonNode::isObject;
      case "array" -> JsonNode::isArray;
      case "string" -> JsonNode::isString;
      case "boolean" -> JsonNode::isBoolean;
      case "integer" -> JsonNode::isIntegralNumber; // 1.0 is one too; the full check knows
      case "number" -> JsonNode::isNumber;
      case "null" -> JsonNode::isNull;
      default -> throw new IllegalArgumentException("Teach the quick check this type: " + type);
    };
  }

  private static boolean anyFits(Part[] parts, JsonNode node) {
    for (Part part : parts) {
      if (part.fits(node)) {
        return true;
      }
    }
    return false;
  }

  private static Part oneOf(JsonNode values) {
    Set<JsonNode> known = new HashSet<>();
    values.forEach(known::add);
    return known::contains;
  }

  /**
   * Dialects differ about the line's end, so a text with any control in it is left to the other.
   */
  private static Part pattern(Pattern pattern) {
    return node -> {
      String text = node.isString() ? node.asString() : "";
      return !node.isString()
          || (text.length() <= MATCHED_MAX && !hasControl(text) && pattern.matcher(text).find());
    };
  }

  private static boolean hasControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static Part dateTime(String format) {
    if (!format.equals("date-time")) {
      throw new IllegalArgumentException("Teach the quick check this format: " + format);
    }
    return node -> !node.isString() || isUsualTime(node.asString());
  }

  /** Such as 2026-11-21T10:00:00.123Z; other spellings are left to the full check. */
  private static boolean isUsualTime(String text) {
    int last = text.length() - 1;
    if (last < SECONDS.length() || text.charAt(last) != 'Z') {
      return false;
    }
    for (int i = 0; i < SECONDS.length(); i++) {
      char sign = SECONDS.charAt(i);
      if (sign == '0' ? !isDigit(text.charAt(i)) : text.charAt(i) != sign) {
        return false;
      }
    }
    return isFraction(text, last)
        && within(text, 5, 1, 12)
        && within(text, 8, 1, 28)
        && within(text, 11, 0, 23)
        && within(text, 14, 0, 59)
        && within(text, 17, 0, 59);
  }

  private static boolean isFraction(String text, int end) {
    int digits = SECONDS.length() + 1;
    if (end == SECONDS.length()) {
      return true;
    }
    for (int i = digits; i < end; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return text.charAt(SECONDS.length()) == '.' && end > digits && end - digits <= 9;
  }

  private static boolean within(String text, int at, int least, int most) {
    int number = (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    return number >= least && number <= most;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Part minLength(int least) {
    return node -> {
      String text = node.asString("");
      return !node.isString()
          || text.length() >= 2 * least // a character takes two units at the most
          || text.codePointCount(0, text.length()) >= least;
    };
  }

  private static Part atLeast(double least) {
    return node -> !node.isNumber() || node.asDouble() >= least;
  }

  private static Part atMost(double most) {
    return node -> !node.isNumber() || node.asDouble() <= most;
  }
}
