package io.skillmill.parsers.json;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.text.SourceText;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Finds what is sound JSON and still cannot be kept as it is. */
public final class TreeFaults {

  private TreeFaults() {}

  /** The first thing that stands in the way; nests no deeper than JSON is read. */
  public static Optional<String> first(JsonNode root, Limits limits) {
    for (JsonNode kind : root.path("decomposition")) {
      if (kind.size() > limits.elementsMax()) {
        return Optional.of(
            "it has more than %d elements of a kind; split the skill into several"
                .formatted(limits.elementsMax()));
      }
    }
    return first(root, limits.nestingMax());
  }

  private static Optional<String> first(JsonNode node, int levels) {
    if (levels < 0) {
      return Optional.of("it nests too deep; nest less");
    }
    // Names cannot: reading refuses half a character there.
    String text = node.isString() ? node.asString() : "";
    if (!SourceText.wellFormed(text).equals(text)) {
      return Optional.of("it spells half a character; write the whole one");
    }
    if (node.isDouble() && !Double.isFinite(node.asDouble())) {
      return Optional.of("it holds a number that is too large; write it as text");
    }
    for (JsonNode child : node) {
      Optional<String> fault = first(child, levels - 1);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }
}
