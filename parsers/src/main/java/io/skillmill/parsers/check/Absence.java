package io.skillmill.parsers.check;

import io.skillmill.parsers.verdict.Rule;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.Severity;
import java.util.List;
import java.util.Optional;

/** What is said where there is no skill to judge. */
final class Absence {

  private static final String FILE = "SKILL.md";

  private static final Rule MISSING =
      new Rule(
          "skill-file-missing",
          Severity.ERROR,
          "A skill's directory holds a SKILL.md",
          "write one, or give the path of a directory that holds skills",
          "\"a directory containing, at minimum, a SKILL.md file\"");
  private static final Rule UNREADABLE =
      new Rule(
          "unreadable",
          Severity.ERROR,
          "The skill can be read",
          "see that its files are there and may be read",
          "Not in the text; what cannot be read cannot be judged");

  static final List<Rule> ALL = List.of(MISSING, UNREADABLE);

  private Absence() {}

  /** The reference library's words for a missing file, which are the same under every profile. */
  static Diagnostic finding(Optional<String> why) {
    return why.map(reason -> Diagnostic.error(UNREADABLE.id(), reason, Place.startOf(FILE)))
        .orElseGet(() ->
            Diagnostic.error(MISSING.id(), "Missing required file: " + FILE, Place.startOf(FILE)));
  }
}
