package io.skillmill.parsers.spec;

import tools.jackson.databind.JsonNode;

/** What kind of value a field has, for people. */
final class Kinds {

  private Kinds() {}

  static String of(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "a mapping";
      case BOOLEAN -> "true or false";
      case NULL, MISSING -> "empty";
      case NUMBER -> "a number";
      default -> "text";
    };
  }
}
