package io.skillmill.parsers.verdict;

import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.Severity;

/**
 * Something a profile asks of a skill.
 *
 * @param id a stable id such as {@code spec-name-too-long}
 * @param severity how much it matters when it is not kept
 * @param title what is asked, in one short sentence without the final full stop
 * @param remedy what to do where it is not kept; a clause that follows a semicolon
 * @param source where it is asked for: the document, with its version, and the words there
 */
public record Rule(String id, Severity severity, String title, String remedy, String source) {

  public Rule {
    if (title.isBlank() || remedy.isBlank() || source.isBlank()) {
      throw new IllegalArgumentException("The rule %s must say what, why and whence".formatted(id));
    }
  }

  /** What is told where the rule is not kept: what is the matter, and the rule's remedy. */
  public Diagnostic broken(Place place, String what) {
    return new Diagnostic(id, severity, what + "; " + remedy, place);
  }
}
