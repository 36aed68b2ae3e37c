package io.skillmill.coordination.agents;

import io.skillmill.schema.json.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** One thing that an agent did for an answer. */
public sealed interface Action {

  /** The name of the skill. */
  String skill();

  /** As it is told over HTTP. */
  ObjectNode toJson();

  /** A skill was run. */
  record Used(String skill, JsonNode input, JsonNode output, String traceId) implements Action {
    @Override
    public ObjectNode toJson() {
      var tree = begun("skill_used", skill, input);
      tree.set("output", bounded(output));
      return tree.put("trace_id", traceId);
    }
  }

  /**
   * A skill was to be run, or written, and that came to nothing.
   *
   * @param traceId empty where it was not even begun
   */
  record Failed(String skill, JsonNode input, String error, Optional<String> traceId)
      implements Action {
    @Override
    public ObjectNode toJson() {
      var tree = begun("skill_failed", skill, input).put("error", error);
      traceId.ifPresent(id -> tree.put("trace_id", id));
      return tree;
    }
  }

  /** A skill was written, and waits for approval. */
  record Drafted(String skill, JsonNode input, long draft) implements Action {
    @Override
    public ObjectNode toJson() {
      return begun("skill_drafted", skill, input).put("draft", draft);
    }
  }

  /** How much is told of an input, and of an output. */
  int PART_CHARS_MAX = 10_000;

  private static ObjectNode begun(String type, String skill, JsonNode input) {
    var tree = Json.object().put("type", type).put("skill", skill);
    tree.set("input", bounded(input));
    return tree;
  }

  /** The same, or the beginning of its text. */
  private static JsonNode bounded(JsonNode value) {
    String text = Json.write(value);
    return text.length() <= PART_CHARS_MAX
        ? value
        : StringNode.valueOf(Cut.to(PART_CHARS_MAX, text));
  }
}
