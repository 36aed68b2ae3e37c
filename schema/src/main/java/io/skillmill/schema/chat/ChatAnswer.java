package io.skillmill.schema.chat;

import io.skillmill.schema.json.Json;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model answered.
 *
 * @param model who answered, as it calls itself
 */
public record ChatAnswer(ChatMessage.Reply reply, Finish finish, ChatUsage usage, String model) {

  /** Why the model stopped. */
  public enum Finish {
    /** It had said all. */
    STOP,
    /** It may not say more. */
    LENGTH,
    /** It waits for what comes of tools. */
    TOOL_CALLS,
    /** What it said was held back. */
    CONTENT_FILTER;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Words that are not known mean that it had said all. */
    static Finish of(String word) {
      for (var each : values()) {
        if (each.word().equals(word)) {
          return each;
        }
      }
      return STOP;
    }
  }

  /** As an endpoint sends it. */
  public ObjectNode toJson(String id, long createdSeconds) {
    var tree = Json.object().put("id", id).put("object", "chat.completion");
    tree.put("created", createdSeconds).put("model", model);
    var choice = tree.putArray("choices").addObject().put("index", 0);
    choice.set("message", reply.toJson());
    choice.put("finish_reason", finish.word());
    tree.set("usage", usage.toJson());
    return tree;
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException where it is none; says why
   */
  public static ChatAnswer read(JsonNode tree) {
    JsonNode choice = tree.path("choices").path(0);
    if (!choice.path("message").isObject()) {
      throw new IllegalArgumentException("There is no message in it");
    }
    var message = choice.path("message").deepCopy();
    ((ObjectNode) message).put("role", "assistant");
    return new ChatAnswer(
        (ChatMessage.Reply) ChatMessage.read(message),
        Finish.of(choice.path("finish_reason").asString("")),
        ChatUsage.read(tree.path("usage")),
        tree.path("model").asString(""));
  }
}
