package io.skillmill.parsers.json;

import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Place;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Says of each element where it stands in the file, unless it says itself where it is from. */
record Provenance(SourceText text, String version) {

  void fill(ObjectNode document) {
    Map<String, Integer> offsets = ElementOffsets.of(text.text());
    for (String kind : List.of("actions", "rules", "directives")) {
      JsonNode elements = document.path("decomposition").path(kind);
      for (int i = 0; elements.isArray() && i < elements.size(); i++) {
        if (elements.get(i) instanceof ObjectNode element && !element.has("provenance")) {
          String pointer = "/decomposition/%s/%d".formatted(kind, i);
          element.set("provenance", provenance(element, pointer, offsets));
        }
      }
    }
  }

  private ObjectNode provenance(ObjectNode element, String pointer, Map<String, Integer> offsets) {
    int offset = offsets.getOrDefault(pointer, 0);
    Place place = text.place(offset, offset);
    ObjectNode provenance = Json.object().put("level", "full");
    provenance.putObject("source").put("kind", "document").put("ref", text.file());
    provenance.put("original_text", words(element));
    provenance
        .putObject("location")
        .put("locator", text.file() + "#" + pointer)
        .put("file", text.file())
        .put("json_pointer", pointer)
        .put("line_start", place.line())
        .put("line_end", place.line())
        .put("column_start", place.column());
    provenance.putObject("extraction").put("method", "imported").put("tool_version", version);
    return provenance;
  }

  /** What the element says: its description, else its name, else all of it. */
  private static String words(ObjectNode element) {
    String description = element.path("description").asString("");
    String words = description.isBlank() ? element.path("name").asString("") : description;
    return words.isBlank() ? Json.write(element) : words;
  }
}
