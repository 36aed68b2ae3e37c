package io.skillmill.schema.json;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes JSON trees. Trees rather than bean mapping: documents may carry members we do
 * not know, and trees need no reflection, so a short command starts fast. Thread-safe.
 */
public final class Json {

  /** How deep a JSON text may nest before it is refused. */
  public static final int NESTING_MAX = 200;

  /** Made on the first reading: most short commands only write, which takes no mapper. */
  private static final class Reading {
    static final JsonMapper MAPPER =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();
  }

  private Json() {}

  /** A text that is not JSON, with the place where it stops being so. */
  public static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final int column;

    private MalformedException(JacksonException cause) {
      super(cause.getOriginalMessage(), cause);
      var place = cause.getLocation();
      line = place == null ? 1 : Math.max(1, place.getLineNr());
      column = place == null ? 1 : Math.max(1, place.getColumnNr());
    }

    public int line() {
      return line;
    }

    public int column() {
      return column;
    }
  }

  public static JsonNode read(byte[] utf8) throws MalformedException {
    return read(new String(utf8, StandardCharsets.UTF_8));
  }

  /** Reads one JSON value and refuses anything after it. */
  public static JsonNode read(String text) throws MalformedException {
    try (var parser = Reading.MAPPER.createParser(text)) {
      JsonNode node = Reading.MAPPER.readTree(parser);
      if (node == null || node.isMissingNode()) {
        throw new tools.jackson.core.exc.StreamReadException(parser, "there is no JSON value");
      }
      if (parser.nextToken() != null) {
        throw new tools.jackson.core.exc.StreamReadException(
            parser, "there is more text after the end of the JSON value");
      }
      return node;
    } catch (JacksonException e) {
      throw new MalformedException(e);
    }
  }

  /** Reads JSON that this program wrote itself; anything else is a broken promise. */
  public static JsonNode readOurs(String text) {
    try {
      return read(text);
    } catch (MalformedException e) {
      throw new IllegalStateException("Stored JSON does not read back: " + e.getMessage(), e);
    }
  }

  /** One line, no spaces. */
  public static String write(JsonNode node) {
    return JsonText.of(node);
  }

  /** The same as UTF-8, for what is large. */
  public static byte[] utf8(JsonNode node) {
    return JsonBytes.of(node);
  }

  /** Indented, for people. */
  public static String pretty(JsonNode node) {
    return node.toPrettyString();
  }

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** An object for a dozen members at the most: lighter than others, and slower past that. */
  public static ObjectNode small(int members) {
    return new ObjectNode(JsonNodeFactory.instance, new Handful(members));
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
