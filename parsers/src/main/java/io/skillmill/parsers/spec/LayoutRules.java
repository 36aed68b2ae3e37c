package io.skillmill.parsers.spec;

import io.skillmill.parsers.verdict.Rule;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.util.List;

/** What the file that makes a directory a skill must be called. */
final class LayoutRules {

  private static final Rule LETTER_CASE =
      Specified.must(
          "skill-file-case",
          "The file is called SKILL.md, in these letters",
          "rename it, for clients that look for the exact name do not see it",
          "\"a directory containing, at minimum, a SKILL.md file\"");

  static final List<Rule> ALL = List.of(LETTER_CASE);

  private LayoutRules() {}

  static void check(Subject subject, List<Diagnostic> findings) {
    String file = subject.source().primary();
    if (file.equalsIgnoreCase("SKILL.md") && !file.equals("SKILL.md")) {
      findings.add(
          LETTER_CASE.broken(Place.startOf(file), "The file is called %s".formatted(file)));
    }
  }
}
