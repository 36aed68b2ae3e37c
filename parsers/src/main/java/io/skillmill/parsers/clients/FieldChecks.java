package io.skillmill.parsers.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.POJONode;

/** What clients ask of fields, whatever they hold. */
final class FieldChecks {

  /** What Claude Code takes for a truth value, in any letter case. */
  private static final Set<String> TRUTHS =
      Set.of("true", "false", "yes", "no", "on", "off", "1", "0");

  private FieldChecks() {}

  static List<Breach> otherFields(Reading reading, JsonNode with) {
    var others = new TreeSet<String>(reading.fields().propertyNames());
    with.path("fields").forEach(field -> others.remove(field.asString()));
    return others.stream()
        .map(field ->
            new Breach(
                reading.keyOf(field), "The field %s is not known".formatted(Texts.quoted(field))))
        .toList();
  }

  static List<Breach> missing(Reading reading, JsonNode with) {
    String field = with.path("field").asString();
    JsonNode value = reading.fields().path(field);
    return reading.isOver() || !(value.isMissingNode() || value.isNull())
        ? List.of()
        : List.of(new Breach(reading.placeOf(field), "There is no %s".formatted(field)));
  }

  static List<Breach> noText(Reading reading, JsonNode with) {
    String field = with.path("field").asString();
    JsonNode value = reading.fields().path(field);
    boolean right = value.isMissingNode() || value.isNull() || value.isString();
    return right
        ? List.of()
        : List.of(
            new Breach(
                reading.placeOf(field), "The %s is %s, no text".formatted(field, kind(value))));
  }

  private static String kind(JsonNode value) {
    return value.isArray()
        ? "a list"
        : value.isObject() ? "a mapping" : "a number, a date or a truth value";
  }

  static List<Breach> noMapping(Reading reading, JsonNode with) {
    String field = with.path("field").asString();
    JsonNode value = reading.fields().path(field);
    return value.isMissingNode() || value.isNull() || value.isObject()
        ? List.of()
        : List.of(new Breach(reading.placeOf(field), "The %s is no mapping".formatted(field)));
  }

  static List<Breach> noTruth(Reading reading, JsonNode with) {
    var breaches = new ArrayList<Breach>();
    with.path("fields")
        .forEach(named -> {
          String field = named.asString();
          JsonNode value = reading.fields().path(field);
          if (!value.isMissingNode() && !value.isNull() && !isTruth(value)) {
            breaches.add(
                new Breach(
                    reading.placeOf(field), "The %s is neither true nor false".formatted(field)));
          }
        });
    return breaches;
  }

  private static boolean isTruth(JsonNode value) {
    String word =
        value instanceof POJONode other
            ? String.valueOf(other.getPojo())
            : value.isString() ? value.asString() : "";
    return TRUTHS.contains(word.strip().toLowerCase(Locale.ROOT));
  }
}
