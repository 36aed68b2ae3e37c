package io.skillmill.parsers.repair;

import java.util.Optional;

/** What a line looks like to someone who searches for fields. */
public enum FieldLine {
  /** A key with a value behind it. */
  FIELD,
  /** A key whose value goes on below. */
  OPEN_FIELD,
  INDENTED,
  /** An item of a list. */
  ITEM,
  /** A comment, or a heading. */
  COMMENT,
  OTHER;

  /** The kind of a line that is not blank. */
  public static FieldLine of(String line) {
    var probe = new Line(1, line);
    if (probe.indent() > 0) {
      return INDENTED;
    }
    if (probe.isItem()) {
      return ITEM;
    }
    if (probe.isComment()) {
      return COMMENT;
    }
    Optional<Key> key = Key.of(line);
    if (key.isEmpty()) {
      return OTHER;
    }
    return new Entry(key.get(), probe).isOpen() ? OPEN_FIELD : FIELD;
  }

  /** Whether a line begins with the key of a field that skills are known to have. */
  public static boolean isKnown(String line) {
    return Key.of(line).filter(Key::isKnown).isPresent();
  }

  /** Whether a line begins with this key, at the first column. */
  public static boolean hasKey(String line, String name) {
    return line.startsWith(name) && Key.of(line).filter(key -> key.name().equals(name)).isPresent();
  }
}
