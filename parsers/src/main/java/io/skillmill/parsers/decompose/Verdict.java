package io.skillmill.parsers.decompose;

import java.util.Optional;

/** What a passage was found to be. */
sealed interface Verdict {

  /** How sure that is, in percent. */
  int percent();

  /** An operation. */
  record Action(String type, boolean deterministic, int percent) implements Verdict {}

  /** A judgement. */
  record Rule(
      String condition,
      String conditionType,
      String returns,
      Optional<String> failAction,
      int percent)
      implements Verdict {}

  /** A statement kept whole. */
  record Directive(String type, int percent) implements Verdict {}
}
