package io.skillmill.parsers.hosting;

import io.skillmill.parsers.located.Located;
import io.skillmill.parsers.located.Shown;
import io.skillmill.schema.run.Rate;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An object of a file, asked field by field. A field that is not what it must be is told in the
 * findings and counts as absent, as does one that is null.
 */
final class Fields {

  private final Page page;
  private final Located at;

  Fields(Page page, Located at) {
    this.page = page;
    this.at = at;
  }

  Page page() {
    return page;
  }

  Located located() {
    return at;
  }

  /** Whether it is an object at all; told if it is none. */
  boolean isObject() {
    if (!at.isObject()) {
      page.error("field-type", "This must be fields with values; write name: value lines", at);
    }
    return at.isObject();
  }

  /** Tells which fields nobody reads. */
  void allow(Set<String> known) {
    for (Located field : at) {
      if (!known.contains(field.name())) {
        String remedy =
            Nearest.to(field.name(), known)
                .map(name -> "did you mean %s?".formatted(name))
                .orElse("remove it");
        page.warning(
            "field-unknown",
            "The field %s is not known and is ignored; %s"
                .formatted(Shown.of(field.name()), remedy),
            field.named());
      }
    }
  }

  boolean has(String name) {
    return at.at(name).isThere() && !at.at(name).json().isNull();
  }

  Located at(String name) {
    return at.at(name);
  }

  /** A number counts as a text too: it is told as the file has it. */
  Optional<String> text(String name) {
    return has(name) ? text(at.at(name)) : Optional.empty();
  }

  private Optional<String> text(Located value) {
    if (value.isText()) {
      return Optional.of(value.text().strip()).filter(text -> !text.isEmpty());
    }
    return value.json().isNumber()
        ? Optional.of(page.written(value))
        : wrong(value, "a text; write it in quotes");
  }

  Optional<Boolean> flag(String name) {
    Located value = at.at(name);
    if (!has(name)) {
      return Optional.empty();
    }
    return value.isTrue() || value.isFalse()
        ? Optional.of(value.isTrue())
        : wrong(value, "true or false");
  }

  OptionalInt count(String name, int least, int most) {
    Located value = at.at(name);
    if (!has(name)) {
      return OptionalInt.empty();
    }
    if (!value.json().isInt() && !value.json().isLong()) {
      Optional<Integer> _ = wrong(value, "a whole number");
      return OptionalInt.empty();
    }
    long number = value.json().asLong();
    if (number < least || number > most) {
      page.error(
          "field-range",
          "%s is %d and must be %d to %d; correct it"
              .formatted(Shown.of(name), number, least, most),
          value);
      return OptionalInt.empty();
    }
    return OptionalInt.of((int) number);
  }

  /** A length of time from a millisecond to this. */
  Optional<Duration> time(String name, Duration most) {
    if (!has(name)) {
      return Optional.empty();
    }
    Optional<Duration> time = Quantities.time(at.at(name).spelled());
    if (time.isEmpty()) {
      return wrong(at.at(name), "a length of time, such as 500ms, 10s or 2m");
    }
    if (time.get().toMillis() < 1 || time.get().compareTo(most) > 0) {
      page.error(
          "field-range",
          "%s is %s and must be 1ms to %ds; correct it"
              .formatted(Shown.of(name), at.at(name).spelled(), most.toSeconds()),
          at.at(name));
      return Optional.empty();
    }
    return time;
  }

  /** So many in some time. */
  Optional<Rate> rate(String name) {
    Optional<Rate> rate = has(name) ? Rate.of(at.at(name).spelled()) : Optional.empty();
    return has(name) && rate.isEmpty()
        ? wrong(at.at(name), "so many calls in some time, such as 10/s, 100/m or 1000/h")
        : rate;
  }

  /** How many bytes, one or more. */
  OptionalLong bytes(String name) {
    if (!has(name)) {
      return OptionalLong.empty();
    }
    Optional<BigInteger> bytes = Quantities.bytes(at.at(name).spelled());
    if (bytes.isEmpty() || bytes.get().signum() < 1 || bytes.get().bitLength() > 62) {
      Optional<Long> _ = wrong(at.at(name), "a number of bytes from 1 on, such as 4096 or 256MB");
      return OptionalLong.empty();
    }
    return OptionalLong.of(bytes.get().longValueExact());
  }

  /** A list of texts; a single text counts as a list of one. */
  List<String> texts(String name) {
    if (!has(name)) {
      return List.of();
    }
    Located value = at.at(name);
    if (!value.isArray()) {
      return text(value).map(List::of).orElse(List.of());
    }
    var texts = new ArrayList<String>();
    for (Located item : value) {
      text(item).ifPresent(texts::add);
    }
    return texts;
  }

  /** The fields of a field; without any where it is absent. */
  Optional<Fields> below(String name) {
    return has(name)
        ? Optional.of(new Fields(page, at.at(name))).filter(Fields::isObject)
        : Optional.empty();
  }

  /** The items of a list. */
  List<Fields> items(String name) {
    if (!has(name)) {
      return List.of();
    }
    if (!at.at(name).isArray()) {
      Optional<String> _ = wrong(at.at(name), "a list; write one item to a line, each after a -");
      return List.of();
    }
    return at.at(name).children().stream().map(item -> new Fields(page, item)).toList();
  }

  private <T> Optional<T> wrong(Located value, String must) {
    page.error(
        "field-type",
        "%s is %s and must be %s"
            .formatted(Shown.of(value.name()), Shown.of(value.spelled()), must),
        value);
    return Optional.empty();
  }
}
