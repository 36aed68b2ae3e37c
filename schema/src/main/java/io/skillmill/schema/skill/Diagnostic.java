package io.skillmill.schema.skill;

import io.skillmill.schema.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One finding about a skill.
 *
 * @param rule a stable id such as {@code frontmatter-missing}
 * @param severity how much it matters
 * @param message what is wrong and what to do about it
 * @param place where
 */
public record Diagnostic(String rule, Severity severity, String message, Place place) {

  public static Diagnostic error(String rule, String message, Place place) {
    return new Diagnostic(rule, Severity.ERROR, message, place);
  }

  public static Diagnostic warning(String rule, String message, Place place) {
    return new Diagnostic(rule, Severity.WARNING, message, place);
  }

  public static Diagnostic info(String rule, String message, Place place) {
    return new Diagnostic(rule, Severity.INFO, message, place);
  }

  public ObjectNode toJson() {
    return Json.object()
        .put("rule", rule)
        .put("severity", severity.word())
        .put("message", message)
        .put("file", place.file())
        .put("line", place.line())
        .put("column", place.column());
  }

  /** Reads what {@link #toJson} wrote. */
  public static Diagnostic fromJson(JsonNode json) {
    return new Diagnostic(
        json.path("rule").asString(),
        Severity.valueOf(json.path("severity").asString().toUpperCase(java.util.Locale.ROOT)),
        json.path("message").asString(),
        Place.of(
            json.path("file").asString(), json.path("line").asInt(), json.path("column").asInt()));
  }

  /** The compiler's way of saying it: {@code SKILL.md:3:1: error: message [rule]}. */
  @Override
  public String toString() {
    return "%s:%d:%d: %s: %s [%s]"
        .formatted(place.file(), place.line(), place.column(), severity.word(), message, rule);
  }
}
