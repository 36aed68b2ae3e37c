package io.skillmill.coordination.handling;

import io.skillmill.parsers.ParseResult;
import io.skillmill.schema.check.DocumentCheck;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.Severity;
import io.skillmill.schema.task.Outcome;
import java.util.List;
import java.util.stream.Collectors;

/** Takes the skill apart into a document. */
record ParseHandler(Reading reading) implements TaskHandler {

  private static final int FINDINGS_TOLD = 3;

  @Override
  public Outcome handle(TaskContext context) {
    return switch (reading.read(context)) {
      case ParseResult.Rejected(var diagnostics) -> Reading.rejected(diagnostics);
      case ParseResult.Parsed(var document, _) -> checked(document.parsedAt(context.now()));
    };
  }

  @Override
  public boolean cpuBound() {
    return true;
  }

  /**
   * Every parser's document is checked, a stranger's exactly like ours. An unsound one is a crash
   * and no rejection: the parser broke its promise, nothing is known against the source.
   */
  private static Outcome checked(Document document) {
    var errors =
        DocumentCheck.check(document).stream()
            .filter(finding -> finding.severity() == Severity.ERROR)
            .toList();
    return errors.isEmpty()
        ? new Outcome.Completed(document.text())
        : new Outcome.Crashed(unsound(errors));
  }

  private static String unsound(List<Diagnostic> errors) {
    return "the parser made a document that is not sound; report this to its author: "
        + errors.stream()
            .limit(FINDINGS_TOLD)
            .map(finding -> "%s [%s]".formatted(finding.message(), finding.rule()))
            .collect(Collectors.joining("; "))
        + (errors.size() > FINDINGS_TOLD
            ? "; and %d more".formatted(errors.size() - FINDINGS_TOLD)
            : "");
  }
}
