package io.skillmill.parsers.verdict;

import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What is told about one skill under one profile.
 *
 * @param profile the profile's name
 * @param findings everything found, with what does not count among it
 * @param name the name the skill goes by there; nothing where it has none
 * @param loads whether the skill is there for use, whatever was passed over
 */
public record Verdict(
    String profile, List<Finding> findings, Optional<String> name, boolean loads) {

  public Verdict {
    findings = List.copyOf(findings);
  }

  /** Whether no error counts. */
  public boolean valid() {
    return findings.stream().noneMatch(Verdict::error);
  }

  /** The messages of the errors that count, in the profile's order. */
  public List<String> errors() {
    return findings.stream().filter(Verdict::error).map(f -> f.diagnostic().message()).toList();
  }

  /** What counts. */
  public List<Diagnostic> diagnostics() {
    return findings.stream().filter(Finding::told).map(Finding::diagnostic).toList();
  }

  private static boolean error(Finding finding) {
    return finding.told() && finding.diagnostic().severity() == Severity.ERROR;
  }
}
