package io.skillmill.parsers.clients;

import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.skill.Place;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client makes of a skill's file.
 *
 * @param subject the skill
 * @param state how far it came
 * @param fields what it reads; empty where it reads none
 * @param place where the reading stopped or went astray
 * @param problem what is wrong there; empty where nothing is
 */
record Reading(Subject subject, State state, ObjectNode fields, Place place, String problem) {

  /** How far a client came. */
  enum State {
    /** There is no file of the name that it looks for. */
    NO_FILE,
    /** The file holds more than is read here. */
    TOO_LARGE,
    /** Some bytes are not UTF-8, which the client does not survive. */
    NOT_TEXT,
    /** It sees no frontmatter. */
    NO_FRONTMATTER,
    /** The frontmatter is no YAML, or none that the client accepts. */
    NO_YAML,
    /** The YAML is no mapping. */
    NO_MAPPING,
    /** It is no YAML, and was read in another way. */
    RECOVERED,
    /** It was read. */
    READ
  }

  /** Whether there are no fields to look at. */
  boolean isOver() {
    return state != State.RECOVERED && state != State.READ;
  }

  /** A field that is text. */
  Optional<String> text(String field) {
    var value = fields.get(field);
    return value != null && value.isString() ? Optional.of(value.asString()) : Optional.empty();
  }

  /** Where a field stands. */
  Place placeOf(String field) {
    return subject.text().isPresent() ? subject.place(field) : place;
  }

  Place keyOf(String field) {
    return subject.text().isPresent() ? subject.keyPlace(field) : place;
  }

  /** The top of the file. */
  Place top() {
    return Place.startOf(place.file());
  }
}
