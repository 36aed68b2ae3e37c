package io.skillmill.parsers.repair;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A value and what it took to read it.
 *
 * @param repair none where strict YAML gave it
 */
public record Mended(JsonNode value, Optional<Repair> repair) {

  static Mended sound(JsonNode value) {
    return new Mended(value, Optional.empty());
  }

  static Mended by(Repair repair, JsonNode value) {
    return new Mended(value, Optional.of(repair));
  }

  static Mended text(Repair repair, String text) {
    return by(repair, StringNode.valueOf(text));
  }

  /** The same, but never called sound. */
  Mended atLeast(Repair least) {
    return repair.isPresent() ? this : by(least, value);
  }
}
