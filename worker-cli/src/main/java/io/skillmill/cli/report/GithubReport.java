package io.skillmill.cli.report;

import io.skillmill.cli.render.Terminal;
import io.skillmill.cli.report.Format.Terms;
import io.skillmill.parsers.verdict.Finding;
import io.skillmill.parsers.verdict.Verdict;
import io.skillmill.schema.skill.Diagnostic;
import java.util.HashSet;
import java.util.Set;

/** Workflow commands that GitHub shows as annotations on the lines of a change. */
record GithubReport(Sheet sheet, Terms terms) implements Report {

  @Override
  public void add(Checked checked) {
    Set<Diagnostic> told = new HashSet<>();
    for (Verdict verdict : checked.verdicts()) {
      for (Finding finding : verdict.findings()) {
        if (Scores.counts(finding, terms.least()) && told.add(finding.diagnostic())) {
          sheet.line(command(checked, finding.diagnostic()));
        }
      }
    }
  }

  @Override
  public void end(Scores scores) {}

  private static String command(Checked checked, Diagnostic found) {
    return "::%s file=%s,line=%d,endLine=%d,col=%d,title=%s::%s"
        .formatted(
            switch (found.severity()) {
              case ERROR -> "error";
              case WARNING -> "warning";
              case INFO -> "notice";
            },
            property(checked.relativeOf(found)),
            found.place().line(),
            found.place().lineEnd(),
            found.place().column(),
            property(found.rule()),
            value(found.message()));
  }

  /** A line that began a command of its own would let a skill steer the workflow. */
  private static String value(String text) {
    String escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    return Terminal.safe(escaped);
  }

  private static String property(String text) {
    return value(text).replace(":", "%3A").replace(",", "%2C");
  }
}
