package io.skillmill.parsers.located;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Lists the members of a JSON text down to a few levels, as far as it is sound. */
final class JsonOutline {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int LEVELS_MAX = 5;

  /** How many names are kept, those of the outermost level not counted. */
  private static final int PATHS_MAX = 1_000;

  private static final int TEXT_MAX = 200;

  private final Map<String, String> paths = new HashMap<>();

  static Map<String, String> of(String text) {
    var outline = new JsonOutline();
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      outline.value(parser, parser.nextToken(), "", 0);
    } catch (JacksonException e) {
      return outline.paths; // what came before the break is all there is to see
    }
    return outline.paths;
  }

  private void value(JsonParser parser, JsonToken token, String path, int level) {
    if (token == null || (paths.size() >= PATHS_MAX && level > 1)) {
      parser.skipChildren();
      return;
    }
    paths.put(path, shape(parser, token));
    if (level == LEVELS_MAX) {
      parser.skipChildren();
    } else if (token == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = under(path, parser.currentName());
        value(parser, parser.nextToken(), name, level + 1);
      }
    } else if (token == JsonToken.START_ARRAY) {
      items(parser, path, level);
    }
  }

  private void items(JsonParser parser, String path, int level) {
    int index = 0;
    for (JsonToken item = parser.nextToken();
        item != null && item != JsonToken.END_ARRAY;
        item = parser.nextToken()) {
      if (index < Outline.ITEMS_MAX) {
        value(parser, item, under(path, String.valueOf(index)), level + 1);
        index++;
      } else {
        parser.skipChildren();
      }
    }
  }

  private static String under(String path, String name) {
    String brief = name.length() <= TEXT_MAX ? name : name.substring(0, TEXT_MAX);
    return path.isEmpty() ? brief : path + "/" + brief;
  }

  private static String shape(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "{";
      case START_ARRAY -> "[";
      case VALUE_STRING -> {
        String text = parser.getString();
        yield "\"" + (text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX));
      }
      default -> "";
    };
  }
}
