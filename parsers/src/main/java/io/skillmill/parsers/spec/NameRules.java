package io.skillmill.parsers.spec;

import io.skillmill.parsers.verdict.Rule;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.text.Normalizer;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the specification asks of {@code name}. */
final class NameRules {

  private static final int CHARACTERS_MAX = 64;

  private static final Rule MISSING =
      Specified.must(
          "name-missing",
          "A skill has a name",
          "add 'name:' with the directory's name",
          "name: required");
  private static final Rule EMPTY =
      Specified.must(
          "name-empty",
          "The name is not empty",
          "write the directory's name after it",
          "name: \"Must be 1-64 characters\"");
  private static final Rule TYPE =
      Specified.must(
          "name-type", "The name is text", "write one word, or put it in quotes", "name: text");
  private static final Rule LONG =
      Specified.must(
          "name-too-long",
          "The name has at most 64 characters",
          "shorten it, and the directory's name with it",
          "name: \"Must be 1-64 characters\"");
  private static final Rule UPPERCASE =
      Specified.must(
          "name-uppercase",
          "The name has no capital letters",
          "write it in small letters, and the directory's name with it",
          "name: \"May only contain unicode lowercase alphanumeric characters\"");
  private static final Rule CHARACTERS =
      Specified.must(
          "name-characters",
          "The name is made of a-z, 0-9 and hyphens",
          "use small letters, digits and hyphens only",
          "name: \"May only contain unicode lowercase alphanumeric characters (a-z, 0-9) and"
              + " hyphens\"");
  private static final Rule NOT_ASCII =
      Specified.should(
          "name-not-ascii",
          "The name's letters are a-z",
          "use a-z, for the text contradicts itself here: it says unicode and names a-z alone, so"
              + " that some readers take such names and others refuse them",
          "name: \"unicode lowercase alphanumeric characters (a-z, 0-9)\", which the reference"
              + " library reads as any script");
  private static final Rule EDGE =
      Specified.must(
          "name-hyphen-edge",
          "The name neither begins nor ends with a hyphen",
          "take that hyphen away",
          "name: \"Must not start or end with a hyphen\"");
  private static final Rule DOUBLE =
      Specified.must(
          "name-hyphen-double",
          "The name has no two hyphens in a row",
          "leave one of them",
          "name: \"Must not contain consecutive hyphens\"");
  private static final Rule DIRECTORY =
      Specified.must(
          "name-directory",
          "The name is the directory's name",
          "rename one of them",
          "name: \"Must match the parent directory name\"");

  static final List<Rule> ALL =
      List.of(
          MISSING, EMPTY, TYPE, LONG, UPPERCASE, CHARACTERS, NOT_ASCII, EDGE, DOUBLE, DIRECTORY);

  private final Subject subject;
  private final List<Diagnostic> findings;
  private final Place place;

  private NameRules(Subject subject, List<Diagnostic> findings) {
    this.subject = subject;
    this.findings = findings;
    this.place = subject.place("name");
  }

  static void check(Subject subject, List<Diagnostic> findings) {
    new NameRules(subject, findings).check();
  }

  private void check() {
    JsonNode value = subject.frontmatter().fields().path("name");
    if (value.isMissingNode()) {
      add(MISSING, "The skill has no name");
    } else if (value.isNull() || (value.isString() && value.asString().isBlank())) {
      add(EMPTY, "The name is empty");
    } else if (!value.isString()) {
      add(TYPE, "The name is %s".formatted(Kinds.of(value)));
    } else {
      check(value.asString().strip());
    }
  }

  private void check(String name) {
    int count = Figures.characters(name);
    if (count > CHARACTERS_MAX) {
      add(LONG, "The name has %d characters, and 64 are the most".formatted(count));
    }
    characters(name);
    if (name.startsWith("-") || name.endsWith("-")) {
      add(EDGE, "The name %s begins or ends with a hyphen".formatted(Figures.quoted(name)));
    }
    if (name.contains("--")) {
      add(DOUBLE, "The name %s has hyphens in a row".formatted(Figures.quoted(name)));
    }
    subject
        .directory()
        .filter(directory -> !same(directory, name))
        .ifPresent(directory ->
            add(
                DIRECTORY,
                "The name %s is not the directory's name %s"
                    .formatted(Figures.quoted(name), Figures.quoted(directory))));
  }

  private void characters(String name) {
    var characters = NameCharacters.of(name);
    if (characters.capitals()) {
      add(UPPERCASE, "The name %s has capital letters".formatted(Figures.quoted(name)));
    }
    if (!characters.refused().isEmpty()) {
      add(CHARACTERS, "The name holds " + characters.refused());
    }
    if (characters.beyondAscii()) {
      add(NOT_ASCII, "The name %s has letters beyond a-z".formatted(Figures.quoted(name)));
    }
  }

  /** File systems store one name in several forms, which look alike. */
  private static boolean same(String directory, String name) {
    return Normalizer.normalize(directory, Normalizer.Form.NFC)
        .equals(Normalizer.normalize(name, Normalizer.Form.NFC));
  }

  private void add(Rule rule, String what) {
    findings.add(rule.broken(place, what));
  }
}
