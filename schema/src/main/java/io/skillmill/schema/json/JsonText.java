package io.skillmill.schema.json;

import java.util.Arrays;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a tree as the library does, to the letter, in a third of the time: stretches that need no
 * escape go over as a whole. What is not a text, a list or an object is left to the library.
 */
final class JsonText implements BiConsumer<String, JsonNode> {

  /** What nests deeper is left to the library, which knows when to refuse. */
  private static final int DEPTH_MAX = 300;

  private static final boolean[] ESCAPED = new boolean[128];

  static {
    Arrays.fill(ESCAPED, 0, ' ', true);
    ESCAPED['"'] = true;
    ESCAPED['\\'] = true;
  }

  private static final String HEX = "0123456789ABCDEF";

  private final StringBuilder text = new StringBuilder();
  private int depth;
  private boolean first;

  static String of(JsonNode node) {
    var json = new JsonText();
    json.value(node);
    return json.text.toString();
  }

  private void value(JsonNode node) {
    if (node.isString()) {
      string(node.stringValue());
    } else if (depth < DEPTH_MAX && node instanceof ObjectNode object) {
      object(object);
    } else if (depth < DEPTH_MAX && node instanceof ArrayNode array) {
      array(array);
    } else {
      text.append(scalar(node));
    }
  }

  /** What is no text; the library takes long for so little. */
  static String scalar(JsonNode node) {
    if (node.isInt()) {
      return Integer.toString(node.intValue());
    }
    if (node.isBoolean()) {
      return node.booleanValue() ? "true" : "false";
    }
    boolean finite = node.isDouble() && Double.isFinite(node.doubleValue());
    return finite ? Double.toString(node.doubleValue()) : node.toString();
  }

  private void object(ObjectNode object) {
    depth++;
    text.append('{');
    first = true;
    object.forEachEntry(this);
    first = false;
    text.append('}');
    depth--;
  }

  /** A member of the object that is being written. */
  @Override
  public void accept(String name, JsonNode node) {
    if (!first) {
      text.append(',');
    }
    first = false;
    string(name);
    text.append(':');
    value(node);
  }

  private void array(ArrayNode array) {
    depth++;
    text.append('[');
    int size = array.size();
    for (int i = 0; i < size; i++) {
      if (i > 0) {
        text.append(',');
      }
      value(array.get(i));
    }
    text.append(']');
    depth--;
  }

  private void string(String string) {
    text.append('"');
    int from = 0;
    int length = string.length();
    for (int i = 0; i < length; i++) {
      char c = string.charAt(i);
      if (c < ESCAPED.length && ESCAPED[c]) {
        text.append(string, from, i);
        escape(c);
        from = i + 1;
      }
    }
    if (from == 0) {
      text.append(string);
    } else {
      text.append(string, from, length);
    }
    text.append('"');
  }

  private void escape(char c) {
    switch (c) {
      case '"', '\\' -> text.append('\\').append(c);
      case '\n' -> text.append("\\n");
      case '\t' -> text.append("\\t");
      case '\r' -> text.append("\\r");
      case '\b' -> text.append("\\b");
      case '\f' -> text.append("\\f");
      default -> text.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    }
  }
}
