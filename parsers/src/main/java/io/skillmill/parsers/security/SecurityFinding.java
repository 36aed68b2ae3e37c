package io.skillmill.parsers.security;

import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.Severity;

/**
 * One place where a rule found something. No member holds a secret or a character that upsets a
 * terminal.
 *
 * @param rule the rule's id
 * @param severity how much it matters here
 * @param message what it means, and the remedy
 * @param place where
 * @param context what the place is: {@code prose}, {@code fence}, {@code explained comment}
 * @param excerpt the text there, shortened
 */
public record SecurityFinding(
    String rule, Severity severity, String message, Place place, String context, String excerpt) {

  /** The same as a diagnostic, which says the context in its message. */
  public Diagnostic toDiagnostic() {
    String where = context.isEmpty() ? "" : " (in %s: %s)".formatted(context, excerpt);
    return new Diagnostic(rule, severity, message + where, place);
  }
}
