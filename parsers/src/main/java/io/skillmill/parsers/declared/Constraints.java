package io.skillmill.parsers.declared;

import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** States what the keywords of one schema demand of one input. */
record Constraints(Statements statements, Spot spot, String input) {

  /** How much of what a keyword says goes into a condition. */
  private static final int SHOWN_MAX = 300;

  private static final int VALUES_SHOWN_MAX = 20;
  private static final int VALUES_COMPARED_MAX = 200;

  private static final Map<String, String> RANGES =
      Map.ofEntries(
          Map.entry("minimum", "is at least %s"),
          Map.entry("maximum", "is at most %s"),
          Map.entry("exclusiveMinimum", "is more than %s"),
          Map.entry("exclusiveMaximum", "is less than %s"),
          Map.entry("multipleOf", "is a multiple of %s"),
          Map.entry("minLength", "has at least %s characters"),
          Map.entry("maxLength", "has at most %s characters"),
          Map.entry("minItems", "has at least %s items"),
          Map.entry("maxItems", "has at most %s items"),
          Map.entry("minProperties", "has at least %s members"),
          Map.entry("maxProperties", "has at most %s members"));

  private static final Map<String, String> TYPES =
      Map.of(
          "string", "a string",
          "integer", "an integer",
          "number", "a number",
          "boolean", "true or false",
          "array", "a list",
          "object", "an object",
          "null", "null");

  /**
   * @param typed whether its type is still to be told
   */
  void of(Located schema, boolean typed) {
    for (Located keyword : schema) {
      String range = RANGES.get(rangeOf(schema, keyword.name()));
      if (range != null && keyword.json().isNumber()) {
        rule("range_check", keyword, range.formatted(keyword.json().asString()));
      } else if (!keyword.name().equals("type")) {
        keyword(keyword);
      } else if (typed) {
        type(keyword, schema.at("nullable").isTrue());
      }
    }
    defaultFits(schema);
  }

  /** Gemini writes the types in capitals. */
  private static String typeOf(Located type) {
    String text = type.text();
    return text.equals(text.toUpperCase(Locale.ROOT)) ? text.toLowerCase(Locale.ROOT) : text;
  }

  /** OpenAPI 3.0 says by a second keyword, which is true, that the bound itself is out. */
  private static String rangeOf(Located schema, String keyword) {
    return switch (keyword) {
      case "minimum" -> schema.at("exclusiveMinimum").isTrue() ? "exclusiveMinimum" : keyword;
      case "maximum" -> schema.at("exclusiveMaximum").isTrue() ? "exclusiveMaximum" : keyword;
      default -> keyword;
    };
  }

  private void keyword(Located keyword) {
    switch (keyword.name()) {
      case "enum" -> rule("validation", keyword, "is one of " + values(keyword));
      case "const" -> rule("validation", keyword, "is " + shown(keyword));
      case "pattern" -> text(keyword, "matches the pattern ");
      case "format" -> text(keyword, "has the format ");
      case "contentEncoding" -> text(keyword, "is encoded as ");
      case "contentMediaType" -> text(keyword, "has the media type ");
      case "uniqueItems" -> {
        if (keyword.isTrue()) {
          rule("consistency_check", keyword, "has no item twice");
        }
      }
      case "default" ->
          statements.directive(
              "preference", keyword, spot, input + " is " + shown(keyword) + " unless given");
      case "deprecated" -> {
        if (keyword.isTrue()) {
          statements.directive("constraint", keyword, spot, input + " is deprecated");
        }
      }
      default -> {}
    }
  }

  /** The one type that a schema names, in words; empty where it names none or several. */
  static String typeTold(Located type) {
    return TYPES.getOrDefault(typeOf(type), "");
  }

  // spec (OpenAPI 3.0): A true value adds "null" to the allowed type specified by the type keyword
  private void type(Located type, boolean nullable) {
    var words = new ArrayList<String>();
    for (Located one : type.isArray() ? type.children() : List.of(type)) {
      String word = TYPES.get(typeOf(one));
      if (word == null) {
        statements.error(
            "input-type-unknown",
            "%s is no type of JSON Schema; write one of string, number, integer, boolean, array,"
                    .formatted(Shown.of(one.spelled()))
                + " object, null",
            one);
      } else {
        words.add(word);
      }
    }
    if (nullable && !words.isEmpty() && !words.contains("null")) {
      words.add("null");
    }
    if (!words.isEmpty()) {
      rule("type_check", type, "is " + String.join(" or ", words));
    }
  }

  private void text(Located keyword, String before) {
    if (keyword.isText() && !keyword.text().isBlank()) {
      rule("validation", keyword, before + Shown.brief(keyword.text(), SHOWN_MAX));
    }
  }

  private static String values(Located list) {
    var values = new ArrayList<String>();
    for (Located value : list.children().subList(0, Math.min(VALUES_SHOWN_MAX, size(list)))) {
      values.add(shown(value));
    }
    int left = size(list) - values.size();
    String told = values.isEmpty() ? "nothing" : String.join(", ", values);
    return Shown.brief(told, SHOWN_MAX) + (left > 0 ? " and %d more".formatted(left) : "");
  }

  /** A default that its own schema forbids is a slip that nobody sees until it is used. */
  private void defaultFits(Located schema) {
    Located value = schema.at("default");
    Located values = schema.at("enum");
    if (!value.isThere() || !values.isArray() || value.json().isNull()) {
      return;
    }
    var allowed = values.children().stream().limit(VALUES_COMPARED_MAX + 1L).toList();
    if (allowed.size() <= VALUES_COMPARED_MAX
        && allowed.stream().noneMatch(one -> one.json().equals(value.json()))) {
      statements.warning(
          "input-default",
          "The default %s is none of the values that %s may have; correct one of them"
              .formatted(shown(value), input),
          value);
    }
  }

  private static int size(Located list) {
    return list.children().size();
  }

  /** A short value as it is written; a long list or object by its size. */
  private static String shown(Located value) {
    if (value.isText()) {
      return "\"" + Shown.brief(value.text(), SHOWN_MAX) + "\"";
    }
    boolean plain =
        value.children().stream().limit(VALUES_SHOWN_MAX).allMatch(Constraints::isShort);
    if (size(value) < VALUES_SHOWN_MAX && plain) {
      return Shown.brief(value.json().toString(), SHOWN_MAX);
    }
    return (value.isArray() ? "a list of %d items" : "an object of %d members")
        .formatted(size(value));
  }

  private static boolean isShort(Located value) {
    return value.children().isEmpty() && value.text().length() < SHOWN_MAX;
  }

  private void rule(String type, Located at, String predicate) {
    statements.rule(type, at, spot, input + " " + predicate);
  }
}
