package io.skillmill.parsers.clients;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What clients ask of the text in fields. */
final class TextChecks {

  private static final String NAME = "name";

  private TextChecks() {}

  /** A field without a value counts as blank where {@code empty_too} says so. */
  static List<Breach> blank(Reading reading, JsonNode with) {
    String field = with.path("field").asString();
    boolean empty =
        with.path("empty_too").asBoolean(false) && reading.fields().path(field).isNull();
    return empty || reading.text(field).filter(String::isBlank).isPresent()
        ? List.of(new Breach(reading.placeOf(field), "The %s is empty".formatted(field)))
        : List.of();
  }

  /** Counted as the client counts: on one line, or without the blanks around. */
  static List<Breach> tooLong(Reading reading, JsonNode with) {
    int max = with.path("max").asInt();
    int count = 0;
    String first = with.path("fields").path(0).asString();
    for (JsonNode field : with.path("fields")) {
      Optional<String> text = reading.text(field.asString());
      boolean oneLine = with.path("one_line").asBoolean(false);
      count +=
          text.map(each -> oneLine ? Texts.onOneLine(each) : each.strip())
              .map(Texts::characters)
              .orElse(0);
    }
    return count <= max
        ? List.of()
        : List.of(
            new Breach(
                reading.placeOf(first),
                "The %s has %d characters, and %d are the most".formatted(first, count, max)));
  }

  static List<Breach> nameCharacters(Reading reading) {
    return name(reading)
        .filter(name -> !name.isEmpty() && !name.chars().allMatch(TextChecks::isPlain))
        .map(name ->
            breach(reading, "The name %s holds other characters".formatted(Texts.quoted(name))))
        .orElse(List.of());
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }

  static List<Breach> nameHyphens(Reading reading) {
    return name(reading)
        .filter(name -> name.startsWith("-") || name.endsWith("-") || name.contains("--"))
        .map(name ->
            breach(
                reading,
                "The name %s has a hyphen at its edge or two in a row"
                    .formatted(Texts.quoted(name))))
        .orElse(List.of());
  }

  static List<Breach> nameDirectory(Reading reading) {
    Optional<String> directory = reading.subject().directory();
    return name(reading)
        .filter(name -> directory.isPresent() && !directory.get().equals(name))
        .map(name ->
            breach(
                reading,
                "The name %s is not the directory's name %s"
                    .formatted(Texts.quoted(name), Texts.quoted(directory.orElse("")))))
        .orElse(List.of());
  }

  private static Optional<String> name(Reading reading) {
    return reading.text(NAME).map(String::strip);
  }

  private static List<Breach> breach(Reading reading, String what) {
    return List.of(new Breach(reading.placeOf(NAME), what));
  }

  static List<Breach> holds(Reading reading, JsonNode with) {
    String field = with.path("field").asString();
    String text = reading.text(field).orElse("").toLowerCase(Locale.ROOT);
    for (JsonNode word : with.path("words")) {
      if (text.contains(word.asString())) {
        return List.of(
            new Breach(
                reading.placeOf(field),
                "The %s holds %s".formatted(field, Texts.quoted(word.asString()))));
      }
    }
    return List.of();
  }

  static List<Breach> noneOf(Reading reading, JsonNode with) {
    String field = with.path("field").asString();
    Optional<String> text = reading.text(field).map(String::strip);
    boolean known =
        text.isEmpty()
            || with.path("values").valueStream().anyMatch(v -> v.asString().equals(text.get()));
    return known
        ? List.of()
        : List.of(
            new Breach(
                reading.placeOf(field),
                "The %s is %s".formatted(field, Texts.quoted(text.orElse("")))));
  }

  static List<Breach> without(Reading reading, JsonNode with) {
    String field = with.path("field").asString();
    String other = with.path("other").asString();
    boolean there = reading.text(other).filter(with.path("value").asString()::equals).isPresent();
    return reading.fields().path(field).isMissingNode() || there
        ? List.of()
        : List.of(
            new Breach(
                reading.keyOf(field),
                "The %s stands without '%s: %s'"
                    .formatted(field, other, with.path("value").asString())));
  }
}
