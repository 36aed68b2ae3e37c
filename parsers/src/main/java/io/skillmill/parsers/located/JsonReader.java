package io.skillmill.parsers.located;

import io.skillmill.parsers.text.SourceText;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** Reads JSON token by token, so that nesting costs no stack. */
final class JsonReader {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final SourceText text;
  private final TreeBuilder tree;

  JsonReader(SourceText text, TreeBuilder tree) {
    this.text = text;
    this.tree = tree;
  }

  Located read() throws UnreadableException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text.text())) {
      int depth = 0;
      do {
        JsonToken token = parser.nextToken();
        if (token == null) {
          break;
        }
        token(parser, token);
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      } while (depth > 0);
      if (parser.nextToken() != null) {
        throw tree.unreadable(
            "json-malformed",
            "More text follows after the end of the JSON value; keep one value to a file",
            start(parser));
      }
    } catch (JacksonException e) {
      throw malformed(e);
    }
    return tree.root();
  }

  private void token(JsonParser parser, JsonToken token) throws UnreadableException {
    int start = start(parser);
    switch (token) {
      case START_OBJECT -> tree.open(true, start);
      case START_ARRAY -> tree.open(false, start);
      case END_OBJECT, END_ARRAY -> tree.close(Optional.of(start + 1));
      case PROPERTY_NAME -> {
        String name = parser.currentName();
        tree.name(name, start, Math.min(text.text().length(), start + name.length() + 2));
      }
      default -> {
        JsonNode value = value(parser, token);
        tree.value(value, start, end(parser, token, start));
      }
    }
  }

  private static JsonNode value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> StringNode.valueOf(SourceText.wellFormed(parser.getString()));
      case VALUE_TRUE -> BooleanNode.TRUE;
      case VALUE_FALSE -> BooleanNode.FALSE;
      case VALUE_NULL -> NullNode.getInstance();
      case VALUE_NUMBER_INT -> Numbers.integer(parser.getString());
      default -> Numbers.decimal(parser.getString());
    };
  }

  /** The reader has looked past a number, and to the closing quote of a text. */
  private int end(JsonParser parser, JsonToken token, int start) {
    return token == JsonToken.VALUE_STRING
        ? (int) parser.currentLocation().getCharOffset()
        : Math.min(text.text().length(), start + parser.getString().length());
  }

  private static int start(JsonParser parser) {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  private UnreadableException malformed(JacksonException e) {
    TokenStreamLocation place = e.getLocation();
    int offset = place == null ? 0 : (int) Math.max(0, place.getCharOffset());
    return tree.unreadable(
        "json-malformed",
        "The file is not JSON from here on: %s; correct it"
            .formatted(JsonFault.told(e, text.text(), offset)),
        offset);
  }
}
