package io.skillmill.parsers.spec;

import io.skillmill.parsers.verdict.Rule;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.skill.Diagnostic;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What the specification asks of {@code description}. */
final class DescriptionRules {

  private static final int CHARACTERS_MAX = 1024;
  private static final int CHARACTERS_FEW = 20;

  /** Words that begin to tell when a skill is to be used. */
  private static final Set<String> WHEN =
      Set.of(
          "when",
          "whenever",
          "if",
          "use",
          "used",
          "uses",
          "using",
          "before",
          "after",
          "while",
          "during",
          "for",
          "where",
          "trigger",
          "triggers",
          "invoke",
          "activate",
          "asks",
          "mentions");

  private static final Rule MISSING =
      Specified.must(
          "description-missing",
          "A skill has a description",
          "add 'description:' with what it does and when to use it",
          "description: required");
  private static final Rule EMPTY =
      Specified.must(
          "description-empty",
          "The description is not empty",
          "say what the skill does and when to use it",
          "description: \"Non-empty\"");
  private static final Rule TYPE =
      Specified.must(
          "description-type",
          "The description is text",
          "write one text, in quotes where it begins with a sign",
          "description: text");
  private static final Rule LONG =
      Specified.must(
          "description-too-long",
          "The description has at most 1024 characters",
          "shorten it and move the rest into the body",
          "description: \"Must be 1-1024 characters\"");
  private static final Rule SHORT =
      Specified.should(
          "description-short",
          "The description says what the skill does and when to use it",
          "say both, with the words that people use for the task",
          "description: \"Should describe both what the skill does and when to use it\"");
  private static final Rule WHEN_MISSING =
      Specified.note(
          "description-when",
          "The description says when to use the skill",
          "add a sentence such as 'Use when ...'",
          "description: \"Should describe both what the skill does and when to use it\"");

  static final List<Rule> ALL = List.of(MISSING, EMPTY, TYPE, LONG, SHORT, WHEN_MISSING);

  private DescriptionRules() {}

  static void check(Subject subject, List<Diagnostic> findings) {
    JsonNode value = subject.frontmatter().fields().path("description");
    var place = subject.place("description");
    if (value.isMissingNode()) {
      findings.add(MISSING.broken(place, "The skill has no description"));
    } else if (value.isNull() || (value.isString() && value.asString().isBlank())) {
      findings.add(EMPTY.broken(place, "The description is empty"));
    } else if (!value.isString()) {
      findings.add(TYPE.broken(place, "The description is %s".formatted(Kinds.of(value))));
    } else {
      text(subject, value.asString(), findings);
    }
  }

  private static void text(Subject subject, String text, List<Diagnostic> findings) {
    var place = subject.place("description");
    int count = Figures.characters(text);
    if (count > CHARACTERS_MAX) {
      findings.add(
          LONG.broken(
              place, "The description has %d characters, and 1024 are the most".formatted(count)));
    } else if (count < CHARACTERS_FEW) {
      findings.add(SHORT.broken(place, "The description has only %d characters".formatted(count)));
    } else if (english(text) && !saysWhen(text)) {
      findings.add(WHEN_MISSING.broken(place, "The description does not say when to use it"));
    }
  }

  /** Our words are English ones, so other languages are left alone. */
  private static boolean english(String text) {
    return text.chars().allMatch(c -> c < 0x80 || (c >= '\u2010' && c <= '\u203A'));
  }

  private static boolean saysWhen(String text) {
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean letter = i < text.length() && Character.isLetter(text.charAt(i));
      if (letter && start < 0) {
        start = i;
      } else if (!letter && start >= 0) {
        if (WHEN.contains(text.substring(start, i).toLowerCase(Locale.ROOT))) {
          return true;
        }
        start = -1;
      }
    }
    return false;
  }
}
