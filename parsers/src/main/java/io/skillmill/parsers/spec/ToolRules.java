package io.skillmill.parsers.spec;

import io.skillmill.parsers.verdict.Rule;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.skill.Diagnostic;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the specification asks of {@code allowed-tools}. */
final class ToolRules {

  private static final String FIELD = "allowed-tools";

  private static final Rule TYPE =
      Specified.must(
          "allowed-tools-type",
          "The allowed tools are one text",
          "write them on one line with blanks between them; clients differ in what else they read",
          "allowed-tools: a space-separated string (lists were taken until 2026-03-30)");
  private static final Rule COMMA =
      Specified.should(
          "allowed-tools-comma",
          "The allowed tools are separated by blanks",
          "separate them by blanks alone",
          "allowed-tools: a space-separated string");
  private static final Rule EMPTY =
      Specified.should(
          "allowed-tools-empty",
          "The allowed tools are not empty where they are given",
          "name the tools, or remove the field",
          "allowed-tools: the tools that are pre-approved");

  static final List<Rule> ALL = List.of(TYPE, COMMA, EMPTY);

  private ToolRules() {}

  static void check(Subject subject, List<Diagnostic> findings) {
    JsonNode value = subject.frontmatter().fields().path(FIELD);
    var place = subject.place(FIELD);
    if (value.isMissingNode()) {
      return;
    }
    if (value.isContainer() || value.isBoolean()) {
      findings.add(TYPE.broken(place, "The allowed tools are %s".formatted(Kinds.of(value))));
    } else if (value.isNull() || value.asString().isBlank()) {
      findings.add(EMPTY.broken(place, "The allowed tools are empty"));
    } else if (commaOutsideBrackets(value.asString())) {
      findings.add(COMMA.broken(place, "The allowed tools are separated by commas"));
    }
  }

  /** Within brackets a comma is part of the tool's pattern. */
  private static boolean commaOutsideBrackets(String tools) {
    int open = 0;
    for (int i = 0; i < tools.length(); i++) {
      switch (tools.charAt(i)) {
        case '(' -> open++;
        case ')' -> open--;
        case ',' -> {
          if (open <= 0) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }
}
