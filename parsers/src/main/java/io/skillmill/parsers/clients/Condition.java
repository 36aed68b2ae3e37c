package io.skillmill.parsers.clients;

import io.skillmill.parsers.clients.Reading.State;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a rule of a client looks at. */
enum Condition {
  /** There is no file of the right name. */
  NO_FILE,
  /** The file is larger than {@code max} bytes, or than what is read here. */
  TOO_LARGE,
  /** Some bytes are not UTF-8. */
  NOT_UTF8,
  /** The client sees no frontmatter. */
  NO_FRONTMATTER,
  /** The frontmatter is no YAML. */
  NO_YAML,
  /** The frontmatter is no mapping. */
  NO_MAPPING,
  /** The frontmatter was read in another way than as YAML. */
  RECOVERED,

  /** A field beyond {@code fields}. */
  OTHER_FIELDS,
  /** The field {@code field} is absent or null. */
  MISSING,
  /** The field {@code field} is there, and is no text. */
  NO_TEXT,
  /** The field {@code field} is there, and is no mapping. */
  NO_FIELDS_WITHIN,
  /** The field {@code field} is text and blank. */
  BLANK,
  /** The fields {@code fields} have more than {@code max} characters together. */
  TOO_LONG,
  /** The name holds other characters than a-z, 0-9 and hyphens. */
  NAME_CHARACTERS,
  /** The name begins or ends with a hyphen, or has two in a row. */
  NAME_HYPHENS,
  /** The name is not the directory's. */
  NAME_DIRECTORY,
  /** The field {@code field} holds one of {@code words}. */
  HOLDS,
  /** The field {@code field} is there, and is none of {@code values}. */
  NONE_OF,
  /** One of {@code fields} is no truth value. */
  NO_TRUTH,
  /** The field {@code field} is there, and {@code other} is not {@code value}. */
  WITHOUT;

  /** Where a skill does not keep the rule. */
  List<Breach> breaches(Reading reading, JsonNode with) {
    return switch (this) {
      case NO_FILE -> inState(reading, State.NO_FILE);
      case TOO_LARGE -> FileChecks.tooLarge(reading, with);
      case NOT_UTF8 -> inState(reading, State.NOT_TEXT);
      case NO_FRONTMATTER -> inState(reading, State.NO_FRONTMATTER);
      case NO_YAML -> FileChecks.noYaml(reading);
      case NO_MAPPING -> inState(reading, State.NO_MAPPING);
      case RECOVERED -> FileChecks.recovered(reading);
      case OTHER_FIELDS -> FieldChecks.otherFields(reading, with);
      case MISSING -> FieldChecks.missing(reading, with);
      case NO_TEXT -> FieldChecks.noText(reading, with);
      case NO_FIELDS_WITHIN -> FieldChecks.noMapping(reading, with);
      case BLANK -> TextChecks.blank(reading, with);
      case TOO_LONG -> TextChecks.tooLong(reading, with);
      case NAME_CHARACTERS -> TextChecks.nameCharacters(reading);
      case NAME_HYPHENS -> TextChecks.nameHyphens(reading);
      case NAME_DIRECTORY -> TextChecks.nameDirectory(reading);
      case HOLDS -> TextChecks.holds(reading, with);
      case NONE_OF -> TextChecks.noneOf(reading, with);
      case NO_TRUTH -> FieldChecks.noTruth(reading, with);
      case WITHOUT -> TextChecks.without(reading, with);
    };
  }

  private static List<Breach> inState(Reading reading, State state) {
    return reading.state() == state
        ? List.of(new Breach(reading.place(), reading.problem()))
        : List.of();
  }
}
