package io.skillmill.parsers.spec;

import io.skillmill.parsers.verdict.Rule;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.skill.Diagnostic;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Fields that the specification does not define: extensions of known clients, and all others. */
final class UnknownFields {

  private static final Set<String> DEFINED =
      Set.of("name", "description", "license", "compatibility", "metadata", "allowed-tools");

  private static final String CLAUDE_CODE = "Claude Code";

  /** Fields that a client documents for skills, and whose they are. */
  private static final Map<String, String> EXTENSIONS =
      Map.ofEntries(
          Map.entry("when_to_use", CLAUDE_CODE),
          Map.entry("argument-hint", CLAUDE_CODE),
          Map.entry("arguments", CLAUDE_CODE),
          Map.entry("disable-model-invocation", CLAUDE_CODE),
          Map.entry("user-invocable", CLAUDE_CODE),
          Map.entry("background", CLAUDE_CODE),
          Map.entry("disallowed-tools", CLAUDE_CODE),
          Map.entry("model", CLAUDE_CODE),
          Map.entry("effort", CLAUDE_CODE),
          Map.entry("context", CLAUDE_CODE),
          Map.entry("agent", CLAUDE_CODE),
          Map.entry("hooks", CLAUDE_CODE),
          Map.entry("paths", CLAUDE_CODE),
          Map.entry("shell", CLAUDE_CODE),
          Map.entry("globs", "Cursor"));

  private static final Rule EXTENSION =
      Specified.note(
          "field-extension",
          "A field that one client adds",
          "keep it for that client, and know that a strict reader such as the reference library"
              + " refuses it",
          "No field beyond the six is defined");
  private static final Rule UNKNOWN =
      Specified.should(
          "field-unknown",
          "No field beyond the six that are defined",
          "move it under metadata, where clients keep properties of their own",
          "metadata: \"to store additional properties not defined by the Agent Skills spec\"");
  private static final Rule MISSPELT =
      Specified.should(
          "field-misspelt",
          "Field names are spelt as they are defined",
          "correct the spelling, for readers take it for an unknown field",
          "The six fields by name");

  static final List<Rule> ALL = List.of(EXTENSION, UNKNOWN, MISSPELT);

  private UnknownFields() {}

  static void check(Subject subject, List<Diagnostic> findings) {
    for (String field : subject.frontmatter().fields().propertyNames()) {
      if (!DEFINED.contains(field)) {
        findings.add(finding(subject, field));
      }
    }
  }

  private static Diagnostic finding(Subject subject, String field) {
    var place = subject.keyPlace(field);
    String owner = EXTENSIONS.get(field);
    if (owner != null) {
      return EXTENSION.broken(
          place, "The field %s is an extension of %s".formatted(Figures.quoted(field), owner));
    }
    String plain = field.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    if (DEFINED.contains(plain) && !subject.frontmatter().fields().has(plain)) {
      return MISSPELT.broken(
          place, "The field %s is meant to be %s".formatted(Figures.quoted(field), plain));
    }
    return UNKNOWN.broken(place, "The field %s is not defined".formatted(Figures.quoted(field)));
  }
}
