package io.skillmill.parsers.verdict;

import io.skillmill.schema.skill.Diagnostic;

/**
 * A diagnostic with what tells it from others over time.
 *
 * @param diagnostic what was found
 * @param fingerprint the same for the same rule on the same words of the same file, wherever in the
 *     file they stand; 32 hex digits
 * @param ordinal which of those with this fingerprint it is in its skill, from 1
 * @param standing whether it counts
 * @param reason why it does not count; empty where none was given or where it counts
 */
public record Finding(
    Diagnostic diagnostic, String fingerprint, int ordinal, Standing standing, String reason) {

  /** Whether a finding counts. */
  public enum Standing {
    /** It counts and is told. */
    TOLD,
    /** The skill itself asks to pass over it. */
    IGNORED,
    /** A baseline holds it, so it is not new. */
    KNOWN
  }

  public boolean told() {
    return standing == Standing.TOLD;
  }

  public Finding as(Standing other, String why) {
    return new Finding(diagnostic, fingerprint, ordinal, other, why);
  }
}
