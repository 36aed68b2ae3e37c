package io.skillmill.cli.report;

import io.skillmill.cli.render.Terminal;
import io.skillmill.cli.report.Format.Terms;
import io.skillmill.parsers.verdict.Finding;
import io.skillmill.parsers.verdict.Verdict;
import io.skillmill.schema.skill.Diagnostic;
import java.util.LinkedHashSet;
import java.util.Set;

/** Lines for people, as compilers write them: {@code path:line:column: error: message [rule]}. */
final class TextReport implements Report {

  private static final String INDENT = "    ";

  private final Sheet sheet;
  private final Terms terms;

  TextReport(Sheet sheet, Terms terms) {
    this.sheet = sheet;
    this.terms = terms;
  }

  /** What several profiles find alike is said once. */
  @Override
  public void add(Checked checked) {
    Set<Diagnostic> told = new LinkedHashSet<>();
    for (Verdict verdict : checked.verdicts()) {
      for (Finding finding : verdict.findings()) {
        if (Scores.counts(finding, terms.least()) && told.add(finding.diagnostic())) {
          line(checked, finding.diagnostic());
        }
      }
    }
    if (terms.summary()) {
      Loading.of(checked.verdicts()).ifPresent(text -> loading(checked, text));
    }
  }

  private void loading(Checked checked, String text) {
    String where = Terminal.safe(checked.path() + ":");
    String safe = Terminal.safe(text);
    if (sheet.width().isEmpty()) {
      sheet.line(where + " " + safe);
    } else {
      wrap(sheet.paint().heading(where), where.length(), safe);
    }
  }

  private void line(Checked checked, Diagnostic found) {
    String where =
        "%s:%d:%d:".formatted(checked.pathOf(found), found.place().line(), found.place().column());
    String word = found.severity().word() + ":";
    String painted =
        switch (found.severity()) {
          case ERROR -> sheet.paint().bad(word);
          case WARNING -> sheet.paint().doubtful(word);
          case INFO -> word;
        };
    String text = Terminal.safe("%s [%s]".formatted(found.message(), found.rule()));
    String head = sheet.paint().heading(Terminal.safe(where)) + " " + painted;
    if (sheet.width().isEmpty()) {
      sheet.line(head + " " + text);
    } else {
      wrap(head, Terminal.safe(where).length() + 1 + word.length(), text);
    }
  }

  /** Broken between words, because a person reads it; a single long word is left whole. */
  private void wrap(String head, int headWidth, String text) {
    int width = sheet.width().orElseThrow();
    var line = new StringBuilder(head);
    int used = headWidth;
    for (String word : text.split(" ", -1)) {
      int wide = word.codePointCount(0, word.length());
      if (used + 1 + wide > width && used > INDENT.length()) {
        sheet.line(line.toString());
        line.setLength(0);
        line.append(INDENT).append(word);
        used = INDENT.length() + wide;
      } else {
        line.append(' ').append(word);
        used += 1 + wide;
      }
    }
    sheet.line(line.toString());
  }

  @Override
  public void end(Scores scores) {
    if (terms.summary()) {
      scores.lines().forEach(sheet::line);
    }
  }
}
