package io.skillmill.parsers.guidance;

import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Splits what a field lists: a YAML list, or a text with commas that parentheses may hold too. */
final class ToolNames {

  private ToolNames() {}

  static List<String> of(JsonNode value) {
    return split(value, ",\n");
  }

  /** The same where blanks separate too, as they do tools. */
  static List<String> spaced(JsonNode value) {
    return split(value, ", \t\n");
  }

  private static List<String> split(JsonNode value, String separators) {
    var names = new ArrayList<String>();
    if (value.isArray()) {
      for (JsonNode each : value) {
        add(each.isValueNode() ? each.asString() : Json.write(each), names);
      }
    } else if (value.isValueNode() && !value.isNull()) {
      split(value.asString(), separators, names);
    }
    return List.copyOf(names);
  }

  private static void split(String text, String separators, List<String> names) {
    int depth = 0;
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      depth += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
      if (separators.indexOf(c) >= 0 && depth <= 0) {
        add(text.substring(start, at), names);
        start = at + 1;
      }
    }
    add(text.substring(start), names);
  }

  private static void add(String name, List<String> names) {
    if (!name.isBlank()) {
      names.add(name.strip());
    }
  }

  static ArrayNode json(List<String> names) {
    ArrayNode json = Json.array();
    names.forEach(json::add);
    return json;
  }
}
