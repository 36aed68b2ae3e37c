package io.skillmill.parsers.decompose;

import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Place;
import tools.jackson.databind.node.ObjectNode;

/** Says of an element where it came from. */
record Provenance(SourceText source, String version, Origin origin) {

  /** How much of its original an element that is stated outright carries along. */
  private static final int ORIGINAL_MAX = 4_000;

  ObjectNode of(Passage passage) {
    return of(passage.start(), passage.end(), passage.section());
  }

  /** A declaration may be as long as its file, so what it carries along is bounded. */
  ObjectNode of(Stated stated) {
    int length = stated.end() - stated.start();
    if (length <= ORIGINAL_MAX) {
      return of(stated.start(), stated.end(), stated.section());
    }
    int end = stated.start() + ORIGINAL_MAX;
    boolean halved = Character.isHighSurrogate(source.text().charAt(end - 1));
    ObjectNode provenance = of(stated.start(), halved ? end - 1 : end, stated.section());
    provenance
        .withObjectProperty("extraction")
        .put("notes", "original_text is the beginning of %d characters".formatted(length));
    provenance
        .withObjectProperty("location")
        .put("line_end", source.place(stated.start(), stated.end()).lineEnd());
    return provenance;
  }

  private ObjectNode of(int start, int end, String section) {
    Place place = source.place(start, end);
    String pointer = origin.pointerAt().apply(start);
    ObjectNode provenance = Json.object().put("level", "full");
    provenance.putObject("source").put("kind", origin.kind()).put("ref", place.file());
    provenance.put("original_text", source.text().substring(start, end));
    ObjectNode location = provenance.putObject("location");
    location.put("locator", locator(place, pointer)).put("file", place.file());
    if (!section.isEmpty()) {
      location.put("section", section);
    }
    if (!pointer.isEmpty()) {
      location.put("json_pointer", pointer);
    }
    location.put("line_start", place.line()).put("line_end", place.lineEnd());
    location.put("column_start", place.column());
    provenance.putObject("extraction").put("method", "parser").put("tool_version", version);
    return provenance;
  }

  private static String locator(Place place, String pointer) {
    return pointer.isEmpty()
        ? place.file() + ":" + place.line() + ":" + place.column()
        : place.file() + "#" + pointer;
  }
}
