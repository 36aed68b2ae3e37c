package io.skillmill.schema.chat;

import io.skillmill.schema.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool that a model wants to be run.
 *
 * @param id under which the model expects what came of it
 * @param arguments as the model wrote them; meant to be a JSON object, and not always one
 */
public record ToolCall(String id, String name, String arguments) {

  public ObjectNode toJson() {
    var tree = Json.object().put("id", id).put("type", "function");
    tree.putObject("function").put("name", name).put("arguments", arguments);
    return tree;
  }

  /** Reads one; what is missing is empty. Some models write the arguments as a tree. */
  public static ToolCall read(JsonNode tree) {
    JsonNode function = tree.path("function");
    JsonNode arguments = function.path("arguments");
    return new ToolCall(
        tree.path("id").asString(""),
        function.path("name").asString(""),
        arguments.isObject() ? Json.write(arguments) : arguments.asString(""));
  }
}
