package io.skillmill.parsers.decompose;

import java.util.Optional;

/** What a passage was found to be. */
sealed interface Verdict {

  /** An operation. */
  record Action(String type, boolean deterministic) implements Verdict {}

  /** A judgement. */
  record Rule(String condition, String conditionType, String returns, Optional<String> failAction)
      implements Verdict {}

  /** A statement kept whole. */
  record Directive(String type) implements Verdict {}
}
