package io.skillmill.schema.task;

import java.util.Locale;

/** What a task asks to be done with its source. */
public enum TaskType {
  /** Take the skill apart into a document. */
  PARSE,
  /** Say whether the skill is sound, with every finding. */
  VALIDATE,
  /** Measure the skill: how many elements of which kind, how large. */
  ANALYZE,
  /** Run a hosted skill; the source is its input. */
  RUN;

  /** The word in tables, on the wire and on terminals. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static TaskType of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
