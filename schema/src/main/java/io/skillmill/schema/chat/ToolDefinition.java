package io.skillmill.schema.chat;

import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool as it is described to a model.
 *
 * @param parameters a JSON Schema for an object; never changed
 */
public record ToolDefinition(String name, String description, ObjectNode parameters) {

  public ObjectNode toJson() {
    var tree = Json.object().put("type", "function");
    var function = tree.putObject("function").put("name", name).put("description", description);
    function.set("parameters", parameters);
    return tree;
  }

  /** Reads one; empty for what is no function with a name. */
  public static Optional<ToolDefinition> read(JsonNode tree) {
    JsonNode function = tree.path("function");
    String name = function.path("name").asString("");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    var parameters =
        function.path("parameters") instanceof ObjectNode schema
            ? schema
            : Json.object().put("type", "object");
    return Optional.of(
        new ToolDefinition(name, function.path("description").asString(""), parameters));
  }

  /** Those of a list. */
  public static List<ToolDefinition> readAll(JsonNode list) {
    var all = new ArrayList<ToolDefinition>();
    for (JsonNode each : list) {
      read(each).ifPresent(all::add);
    }
    return all;
  }
}
