package io.skillmill.parsers.json;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Finds where in a JSON text the elements of a decomposition begin. */
final class ElementOffsets {

  private ElementOffsets() {}

  /**
   * The offset of each element by its JSON pointer.
   *
   * @param json text that is known to be JSON
   */
  static Map<String, Integer> of(String json) {
    var offsets = new HashMap<String, Integer>();
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String member = parser.currentName();
        JsonToken value = parser.nextToken();
        if (member.equals("decomposition") && value == JsonToken.START_OBJECT) {
          kinds(parser, offsets);
        } else {
          parser.skipChildren();
        }
      }
    }
    return offsets;
  }

  private static void kinds(JsonParser parser, Map<String, Integer> offsets) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String kind = parser.currentName();
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        elements(parser, "/decomposition/" + kind + "/", offsets);
      } else {
        parser.skipChildren();
      }
    }
  }

  private static void elements(JsonParser parser, String pointer, Map<String, Integer> offsets) {
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      offsets.put(pointer + i, (int) parser.currentTokenLocation().getCharOffset());
      parser.skipChildren();
    }
  }
}
