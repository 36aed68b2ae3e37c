package io.skillmill.parsers.decompose;

import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Place;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says of an element where it came from. What is the same for all elements that were made of
 * passages is one node, which nobody may change.
 */
final class Provenance {

  /** How much of its original an element that is stated outright carries along. */
  private static final int ORIGINAL_MAX = 4_000;

  private static final JsonNode FULL = JsonNodeFactory.instance.stringNode("full");

  private static final int CERTAIN = 100;

  private final SourceText source;
  private final String version;
  private final Origin origin;
  private final ObjectNode kind;
  private final Map<Integer, ObjectNode> shared = new HashMap<>();

  Provenance(SourceText source, String version, Origin origin) {
    this.source = source;
    this.version = version;
    this.origin = origin;
    this.kind = Json.small(2).put("kind", origin.kind()).put("ref", source.file());
  }

  /**
   * @param percent how sure it is that the passage is what it was taken for
   */
  ObjectNode of(Passage passage, int percent) {
    return of(
        passage.start(),
        passage.end(),
        passage.section(),
        shared.computeIfAbsent(percent, this::extraction));
  }

  private ObjectNode extraction(int percent) {
    return Json.small(4)
        .put("method", "parser")
        .put("tool_version", version)
        .put("confidence", percent / 100.0);
  }

  /** A declaration is certain. It may be as long as its file, so what it carries is bounded. */
  ObjectNode of(Stated stated) {
    int length = stated.end() - stated.start();
    ObjectNode extraction = extraction(CERTAIN);
    if (length <= ORIGINAL_MAX) {
      return of(stated.start(), stated.end(), stated.section(), extraction);
    }
    int end = stated.start() + ORIGINAL_MAX;
    boolean halved = Character.isHighSurrogate(source.text().charAt(end - 1));
    extraction.put("notes", "original_text is the beginning of %d characters".formatted(length));
    ObjectNode provenance =
        of(stated.start(), halved ? end - 1 : end, stated.section(), extraction);
    provenance
        .withObjectProperty("location")
        .put("line_end", source.place(stated.start(), stated.end()).lineEnd());
    return provenance;
  }

  private ObjectNode of(int start, int end, String section, ObjectNode extraction) {
    Place place = source.place(start, end);
    String pointer = origin.pointerAt().apply(start);
    ObjectNode location = Json.small(pointer.isEmpty() ? 6 : 7);
    location.put("locator", locator(place, pointer)).put("file", place.file());
    if (!section.isEmpty()) {
      location.put("section", section);
    }
    if (!pointer.isEmpty()) {
      location.put("json_pointer", pointer);
    }
    location.put("line_start", place.line()).put("line_end", place.lineEnd());
    location.put("column_start", place.column());
    ObjectNode provenance = Json.small(5);
    provenance.set("level", FULL);
    provenance.set("source", kind);
    provenance.put("original_text", source.text().substring(start, end));
    provenance.set("location", location);
    provenance.set("extraction", extraction);
    return provenance;
  }

  private static String locator(Place place, String pointer) {
    return pointer.isEmpty()
        ? place.file() + ":" + place.line() + ":" + place.column()
        : place.file() + "#" + pointer;
  }
}
