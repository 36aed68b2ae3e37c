package io.skillmill.parsers.spec;

import io.skillmill.parsers.verdict.Rule;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.skill.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What the specification asks of {@code license}, {@code compatibility} and {@code metadata}. */
final class FieldRules {

  private static final int COMPATIBILITY_MAX = 500;
  private static final int LICENSE_LONG = 200;
  private static final int KEYS_TOLD_MAX = 5;

  private static final Rule LICENSE_TYPE =
      Specified.must(
          "license-type",
          "The license is text",
          "write its name, or the name of the file that holds it",
          "license: \"License name or reference to a bundled license file\"");
  private static final Rule LICENSE_IS_LONG =
      Specified.should(
          "license-long",
          "The license is short",
          "put the terms into a file and name that",
          "license: \"We recommend keeping it short\"");
  private static final Rule LICENSE_FILE =
      Specified.should(
          "license-file-missing",
          "The license file that is named lies in the skill",
          "add the file, or name the license itself",
          "license: \"the name of a bundled license file\"");
  private static final Rule COMPATIBILITY_TYPE =
      Specified.must(
          "compatibility-type",
          "The compatibility is text",
          "write one sentence",
          "compatibility: \"Must be 1-500 characters if provided\"");
  private static final Rule COMPATIBILITY_EMPTY =
      Specified.must(
          "compatibility-empty",
          "The compatibility is not empty where it is given",
          "say what the skill needs, or remove the field",
          "compatibility: \"Must be 1-500 characters if provided\"");
  private static final Rule COMPATIBILITY_LONG =
      Specified.must(
          "compatibility-too-long",
          "The compatibility has at most 500 characters",
          "shorten it and move the rest into the body",
          "compatibility: \"Must be 1-500 characters if provided\"");
  private static final Rule METADATA_TYPE =
      Specified.must(
          "metadata-type",
          "The metadata is a mapping",
          "write each entry as 'key: value' on an indented line of its own",
          "metadata: \"A map from string keys to string values\"");
  private static final Rule METADATA_VALUE =
      Specified.must(
          "metadata-value",
          "Every value of the metadata is text",
          "put values in quotes, and lists and mappings into one text each",
          "metadata: \"A map from string keys to string values\"");

  static final List<Rule> ALL =
      List.of(
          LICENSE_TYPE,
          LICENSE_IS_LONG,
          LICENSE_FILE,
          COMPATIBILITY_TYPE,
          COMPATIBILITY_EMPTY,
          COMPATIBILITY_LONG,
          METADATA_TYPE,
          METADATA_VALUE);

  private FieldRules() {}

  static void check(Subject subject, List<Diagnostic> findings) {
    license(subject, subject.frontmatter().fields().path("license"), findings);
    compatibility(subject, subject.frontmatter().fields().path("compatibility"), findings);
    metadata(subject, subject.frontmatter().fields().path("metadata"), findings);
  }

  private static void license(Subject subject, JsonNode value, List<Diagnostic> findings) {
    var place = subject.place("license");
    if (value.isContainer() || value.isBoolean()) {
      findings.add(LICENSE_TYPE.broken(place, "The license is %s".formatted(Kinds.of(value))));
    } else if (value.isString()) {
      int count = Figures.characters(value.asString());
      if (count > LICENSE_LONG) {
        findings.add(
            LICENSE_IS_LONG.broken(place, "The license has %d characters".formatted(count)));
      }
      if (subject.directory().isPresent()) {
        fileNamed(value.asString())
            .filter(file -> subject.source().file(file).isEmpty())
            .ifPresent(file ->
                findings.add(
                    LICENSE_FILE.broken(
                        place,
                        "The license names the file %s, which the skill does not hold"
                            .formatted(Figures.quoted(file)))));
      }
    }
  }

  /** The first word that is the name of a text file. */
  private static Optional<String> fileNamed(String license) {
    for (String word : license.replace('\n', ' ').split(" ", -1)) {
      if ((word.endsWith(".txt") || word.endsWith(".md")) && !word.contains("://")) {
        return Optional.of(word.startsWith("./") ? word.substring(2) : word);
      }
    }
    return Optional.empty();
  }

  private static void compatibility(Subject subject, JsonNode value, List<Diagnostic> findings) {
    var place = subject.place("compatibility");
    if (value.isContainer() || value.isBoolean()) {
      findings.add(
          COMPATIBILITY_TYPE.broken(place, "The compatibility is %s".formatted(Kinds.of(value))));
    } else if (value.isNull() || (value.isString() && value.asString().isBlank())) {
      findings.add(COMPATIBILITY_EMPTY.broken(place, "The compatibility is empty"));
    } else if (Figures.characters(value.asString("")) > COMPATIBILITY_MAX) {
      findings.add(
          COMPATIBILITY_LONG.broken(
              place,
              "The compatibility has %d characters, and 500 are the most"
                  .formatted(Figures.characters(value.asString()))));
    }
  }

  /** Many writers leave a mapping empty, which says nothing and breaks nothing. */
  private static void metadata(Subject subject, JsonNode value, List<Diagnostic> findings) {
    var place = subject.place("metadata");
    if (value.isMissingNode() || value.isNull()) {
      return;
    }
    if (!value.isObject()) {
      findings.add(METADATA_TYPE.broken(place, "The metadata is %s".formatted(Kinds.of(value))));
      return;
    }
    var keys = new ArrayList<String>();
    value
        .properties()
        .forEach(entry -> {
          if (!entry.getValue().isString()) {
            keys.add("%s is %s".formatted(entry.getKey(), Kinds.of(entry.getValue())));
          }
        });
    if (!keys.isEmpty()) {
      findings.add(
          METADATA_VALUE.broken(
              place,
              "In the metadata %s%s"
                  .formatted(
                      String.join(", ", keys.subList(0, Math.min(KEYS_TOLD_MAX, keys.size()))),
                      keys.size() > KEYS_TOLD_MAX
                          ? " and %d more".formatted(keys.size() - KEYS_TOLD_MAX)
                          : "")));
    }
  }
}
