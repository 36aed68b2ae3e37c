package io.skillmill.parsers.traits;

import io.skillmill.parsers.yaml.Field;
import io.skillmill.parsers.yaml.Frontmatter;
import io.skillmill.schema.json.Json;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the tools a skill may use in every form that skills have them: separated by blanks or
 * commas, as a list, as an object.
 */
final class Tools {

  private Tools() {}

  /** The first field of those that is there, as it was written and one by one. */
  static Optional<ObjectNode> of(Frontmatter frontmatter, Set<String> names) {
    for (Field field : frontmatter.all()) {
      if (names.contains(field.name()) && !field.value().isNull()) {
        ObjectNode told = Json.small(5).put("field", field.name());
        told.put("line", field.key().line()).put("column", field.key().column());
        told.set("raw", field.value());
        var tools = Json.array();
        read(field.value(), tools);
        told.set("tools", tools);
        return Optional.of(told);
      }
    }
    return Optional.empty();
  }

  private static void read(JsonNode value, ArrayNode tools) {
    switch (value) {
      case ObjectNode object -> object.forEachEntry((name, rest) -> member(name, rest, tools));
      case ArrayNode list -> list.forEach(one -> read(one, tools));
      default -> split(value.asString(""), tools);
    }
  }

  /** A member is a tool's name; its value says whether it may be used, or for what. */
  private static void member(String name, JsonNode value, ArrayNode tools) {
    if (value instanceof ArrayNode patterns) {
      patterns.forEach(pattern -> tool(name, pattern.asString(""), tools));
    } else if (value instanceof ObjectNode patterns) {
      patterns.forEachEntry((pattern, may) -> allowed(tool(name, pattern, tools), may));
    } else {
      allowed(tool(name, "", tools), value);
    }
  }

  private static void allowed(ObjectNode tool, JsonNode value) {
    String said = value.asString("");
    if (said.equals("false") || said.equals("deny") || said.equals("never")) {
      tool.put("allowed", false);
    } else if (said.equals("ask")) {
      tool.put("asked", true);
    }
  }

  /** Blanks and commas separate, but not within parentheses. */
  private static void split(String text, ArrayNode tools) {
    int start = 0;
    int depth = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      boolean end = i == text.length();
      depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
      if (end || (depth == 0 && (c == ',' || c == ';' || Character.isWhitespace(c)))) {
        written(text.substring(start, i).strip(), tools);
        start = i + 1;
      }
    }
  }

  private static void written(String tool, ArrayNode tools) {
    if (tool.isEmpty()) {
      return;
    }
    int open = tool.indexOf('(');
    if (open > 0 && tool.endsWith(")")) {
      tool(tool.substring(0, open), tool.substring(open + 1, tool.length() - 1), tools);
    } else {
      tool(tool, "", tools);
    }
  }

  private static ObjectNode tool(String name, String pattern, ArrayNode tools) {
    ObjectNode tool = Json.small(3).put("name", name.strip());
    if (!pattern.isBlank()) {
      tool.put("pattern", pattern.strip());
    }
    tools.add(tool);
    return tool;
  }
}
