package io.skillmill.schema.chat;

import io.skillmill.schema.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What answers took, in tokens, as the model's host counts them.
 *
 * @param prompt what was sent
 * @param completion what came back
 */
public record ChatUsage(long prompt, long completion) {

  public static final ChatUsage NONE = new ChatUsage(0, 0);

  public ChatUsage {
    prompt = Math.max(0, prompt);
    completion = Math.max(0, completion);
  }

  public long total() {
    return prompt + completion;
  }

  public ChatUsage plus(ChatUsage other) {
    return new ChatUsage(prompt + other.prompt, completion + other.completion);
  }

  public ObjectNode toJson() {
    return Json.object()
        .put("prompt_tokens", prompt)
        .put("completion_tokens", completion)
        .put("total_tokens", total());
  }

  /** Reads it; what is not told is 0. */
  public static ChatUsage read(JsonNode tree) {
    return new ChatUsage(
        tree.path("prompt_tokens").asLong(0), tree.path("completion_tokens").asLong(0));
  }
}
