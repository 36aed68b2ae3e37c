package io.skillmill.cli.report;

import io.skillmill.parsers.verdict.Finding;
import io.skillmill.parsers.verdict.Profile;
import io.skillmill.schema.skill.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats a report comes in. */
public enum Format {
  /** Lines for people, as compilers write them. */
  TEXT,
  /** One JSON object a line, for each skill and profile. */
  JSON,
  /** SARIF 2.1.0, for code scanning. */
  SARIF,
  /** Annotations for GitHub's workflows. */
  GITHUB,
  /** XML as JUnit writes it, for build servers. */
  JUNIT;

  /**
   * What a report has to know.
   *
   * @param profiles those that were asked
   * @param least what matters less is left out, where people read
   * @param failing what matters this much fails; nothing does where it is empty
   * @param summary whether to sum up, where people read
   */
  public record Terms(
      List<Profile> profiles, Severity least, Optional<Severity> failing, boolean summary) {

    boolean fails(Finding finding) {
      return failing.isPresent() && Scores.counts(finding, failing.get());
    }
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Begins a report of this format. */
  public Report begin(Sheet sheet, Terms terms) {
    return switch (this) {
      case TEXT -> new TextReport(sheet, terms);
      case JSON -> new JsonReport(sheet);
      case SARIF -> new SarifReport(sheet, terms);
      case GITHUB -> new GithubReport(sheet, terms);
      case JUNIT -> new JunitReport(sheet, terms);
    };
  }
}
