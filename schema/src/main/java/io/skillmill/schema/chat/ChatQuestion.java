package io.skillmill.schema.chat;

import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model is asked.
 *
 * @param tools those that it may want to be run; none where it is to answer by itself
 * @param json whether the answer is to be a JSON object
 */
public record ChatQuestion(List<ChatMessage> messages, List<ToolDefinition> tools, boolean json) {

  public ChatQuestion {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }

  public static ChatQuestion of(List<ChatMessage> messages, List<ToolDefinition> tools) {
    return new ChatQuestion(messages, tools, false);
  }

  /** One whose answer is to be a JSON object. */
  public static ChatQuestion forJson(List<ChatMessage> messages) {
    return new ChatQuestion(messages, List.of(), true);
  }

  /** The same for an endpoint that takes no such demand; the messages still say what is wanted. */
  public ChatQuestion inAnyForm() {
    return new ChatQuestion(messages, tools, false);
  }

  /** As it is sent to this model. */
  public ObjectNode toJson(String model) {
    var tree = Json.object().put("model", model);
    var said = tree.putArray("messages");
    messages.forEach(message -> said.add(message.toJson()));
    if (!tools.isEmpty()) {
      var list = tree.putArray("tools");
      tools.forEach(tool -> list.add(tool.toJson()));
    }
    if (json) {
      tree.putObject("response_format").put("type", "json_object");
    }
    return tree;
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException where it is none; says why
   */
  public static ChatQuestion read(JsonNode tree) {
    JsonNode said = tree.path("messages");
    if (!said.isArray() || said.isEmpty()) {
      throw new IllegalArgumentException("A question has a list of messages");
    }
    var messages = new ArrayList<ChatMessage>();
    said.forEach(message -> messages.add(ChatMessage.read(message)));
    String form = tree.path("response_format").path("type").asString("text");
    return new ChatQuestion(
        messages, ToolDefinition.readAll(tree.path("tools")), form.startsWith("json"));
  }
}
