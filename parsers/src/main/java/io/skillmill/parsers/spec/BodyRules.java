package io.skillmill.parsers.spec;

import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.verdict.Rule;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.util.List;

/** How long the body, and what is loaded of every skill, should be. */
final class BodyRules {

  private static final int LINES_MAX = 500;
  private static final int TOKENS_MAX = 5_000;
  private static final int METADATA_TOKENS = 100;

  /** Estimates are rough, and the text says "about": twice the figure is surely more. */
  private static final int METADATA_TOKENS_MAX = 2 * METADATA_TOKENS;

  private static final Rule LINES =
      Specified.should(
          "body-lines",
          "The SKILL.md has under 500 lines",
          "move reference material to files of its own",
          "\"Keep your main SKILL.md under 500 lines\"");
  private static final Rule TOKENS =
      Specified.should(
          "body-tokens",
          "The body has under 5000 tokens",
          "move reference material to files of its own",
          "\"Instructions (< 5000 tokens recommended)\"");
  private static final Rule METADATA =
      Specified.note(
          "metadata-tokens",
          "Name and description come to about 100 tokens",
          "shorten the description, for every session pays for it",
          "\"Metadata (~100 tokens): the name and description fields are loaded at startup\"");
  private static final Rule EMPTY =
      Specified.note(
          "body-empty",
          "Instructions follow the frontmatter",
          "write what the agent is to do",
          "\"YAML frontmatter followed by Markdown content\"");

  static final List<Rule> ALL = List.of(LINES, TOKENS, METADATA, EMPTY);

  private BodyRules() {}

  static void check(Subject subject, List<Diagnostic> findings) {
    subject.text().ifPresent(text -> body(text, subject.frontmatter().bodyLine(), findings));
    int tokens =
        Figures.tokens(subject.frontmatter().text("description").orElse(""), 0)
            + Figures.tokens(subject.frontmatter().text("name").orElse(""), 0);
    if (tokens > METADATA_TOKENS_MAX) {
      findings.add(
          METADATA.broken(
              subject.place("description"),
              "Name and description come to about %d tokens".formatted(tokens)));
    }
  }

  private static void body(SourceText text, int firstLine, List<Diagnostic> findings) {
    int lines = text.lineCount();
    if (lines > LINES_MAX) {
      findings.add(
          LINES.broken(Place.startOf(text.file()), "The file has %d lines".formatted(lines)));
    }
    int start = text.startOfLine(Math.max(1, firstLine));
    int tokens = Figures.tokens(text.text(), start);
    if (tokens > TOKENS_MAX) {
      findings.add(
          TOKENS.broken(
              Place.startOf(text.file()), "The body has about %d tokens".formatted(tokens)));
    }
    if (text.text().substring(start).isBlank()) {
      findings.add(
          EMPTY.broken(
              Place.of(text.file(), Math.max(1, lines), 1), "Nothing follows the frontmatter"));
    }
  }
}
