package io.skillmill.parsers.yaml;

import io.skillmill.parsers.repair.Repair;
import io.skillmill.schema.skill.Place;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One field at the top level of a frontmatter.
 *
 * @param name its key
 * @param value what was read; texts stay as they were written
 * @param key where the key stands
 * @param place where the value stands, to its last line; where the key ends if there is no value
 * @param original the value as the file has it, with its quotes and signs, but for NUL
 * @param repair what it took to read it; none where strict YAML gave it
 */
public record Field(
    String name, JsonNode value, Place key, Place place, String original, Optional<Repair> repair) {

  /** Whether every reader of YAML reads this value; otherwise it is the most likely one. */
  public boolean certain() {
    return repair.isEmpty();
  }

  /** The value as text, with the white space around it gone; nothing where it is blank. */
  public Optional<String> text() {
    return value.isValueNode() && !value.isNull()
        ? Optional.of(value.asString().strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  Field by(Repair other) {
    return new Field(name, value, key, place, original, Optional.of(other));
  }
}
