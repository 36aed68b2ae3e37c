package io.skillmill.schema.chat;

import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One message between a program and a model. */
public sealed interface ChatMessage {

  String text();

  /** As it is sent. */
  ObjectNode toJson();

  /** What the model is told to be and to do. */
  record Instruction(String text) implements ChatMessage {
    @Override
    public ObjectNode toJson() {
      return said("system", text);
    }
  }

  /** What a person says. */
  record Request(String text) implements ChatMessage {
    @Override
    public ObjectNode toJson() {
      return said("user", text);
    }
  }

  /** What the model says, and the tools that it wants to be run. */
  record Reply(String text, List<ToolCall> calls) implements ChatMessage {
    public Reply {
      calls = List.copyOf(calls);
    }

    @Override
    public ObjectNode toJson() {
      var tree = said("assistant", text);
      if (!calls.isEmpty()) {
        if (text.isEmpty()) {
          tree.putNull("content");
        }
        var list = tree.putArray("tool_calls");
        calls.forEach(call -> list.add(call.toJson()));
      }
      return tree;
    }
  }

  /** What came of a call. */
  record Outcome(String callId, String text) implements ChatMessage {
    @Override
    public ObjectNode toJson() {
      return said("tool", text).put("tool_call_id", callId);
    }
  }

  private static ObjectNode said(String role, String text) {
    return Json.object().put("role", role).put("content", text);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException for a role that nobody has
   */
  static ChatMessage read(JsonNode tree) {
    String text = text(tree.path("content"));
    String role = tree.path("role").asString("");
    return switch (role) {
      case "system", "developer" -> new Instruction(text);
      case "user" -> new Request(text);
      case "tool" -> new Outcome(tree.path("tool_call_id").asString(""), text);
      case "assistant" -> {
        String said = text.isEmpty() ? tree.path("refusal").asString("") : text;
        var calls = new ArrayList<ToolCall>();
        tree.path("tool_calls").forEach(call -> calls.add(ToolCall.read(call)));
        yield new Reply(said, calls);
      }
      default ->
          throw new IllegalArgumentException("A message is from nobody: '%s'".formatted(role));
    };
  }

  /** A text, or the texts among several parts. */
  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asString("");
    }
    var text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asString("")));
    return text.toString();
  }
}
