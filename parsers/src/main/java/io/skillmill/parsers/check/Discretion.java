package io.skillmill.parsers.check;

import io.skillmill.parsers.secrets.Redaction;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.verdict.Opinion;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.skill.Diagnostic;
import java.util.List;
import java.util.Optional;

/** Keeps the secrets of one skill out of everything that is told about it. */
final class Discretion {

  private final Subject subject;
  private Optional<Redaction> secrets = Optional.empty();

  Discretion(Subject subject) {
    this.subject = subject;
  }

  Opinion applied(Opinion opinion) {
    if (opinion.diagnostics().isEmpty() && opinion.name().isEmpty()) {
      return opinion;
    }
    List<Diagnostic> told = opinion.diagnostics().stream().map(this::applied).toList();
    return new Opinion(told, opinion.name().map(this::applied), opinion.loads());
  }

  private Diagnostic applied(Diagnostic diagnostic) {
    String message = applied(diagnostic.message());
    return message.equals(diagnostic.message())
        ? diagnostic
        : new Diagnostic(diagnostic.rule(), diagnostic.severity(), message, diagnostic.place());
  }

  String applied(String told) {
    return secrets().redactMade(told);
  }

  private Redaction secrets() {
    if (secrets.isEmpty()) {
      secrets = Optional.of(Redaction.of(subject.text().map(SourceText::text).orElse("")));
    }
    return secrets.get();
  }
}
