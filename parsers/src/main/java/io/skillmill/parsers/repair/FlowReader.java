package io.skillmill.parsers.repair;

import io.skillmill.schema.json.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads a list in brackets or a mapping in braces leniently: what is left open ends with the text,
 * a backslash before a bracket is passed over, and a word may hold any sign that ends nothing.
 */
final class FlowReader {

  private static final int DEPTH_MAX = 50;

  private final String text;
  private int at;
  private boolean tooDeep;

  private FlowReader(String text) {
    this.text = text;
  }

  /** The list or mapping; nothing where other text follows it. */
  static Optional<JsonNode> read(String text) {
    var reader = new FlowReader(text);
    JsonNode value = reader.value(0);
    while (reader.at < text.length() && "]},; \n\\".indexOf(text.charAt(reader.at)) >= 0) {
      reader.at++;
    }
    boolean whole = reader.at == text.length() || text.charAt(reader.at) == '#';
    return whole && !reader.tooDeep ? Optional.of(value) : Optional.empty();
  }

  private JsonNode value(int depth) {
    if (depth > DEPTH_MAX) {
      tooDeep = true;
      at = text.length();
      return NullNode.getInstance();
    }
    return switch (sign()) {
      case '[' -> list(depth);
      case '{' -> mapping(depth);
      case '"', '\'' -> StringNode.valueOf(quoted());
      default -> word();
    };
  }

  private ArrayNode list(int depth) {
    ArrayNode list = Json.array();
    at++;
    while (goesOn(']')) {
      int before = at;
      list.add(value(depth + 1));
      passOver(before);
    }
    return list;
  }

  private ObjectNode mapping(int depth) {
    ObjectNode mapping = Json.object();
    at++;
    while (goesOn('}')) {
      int before = at;
      String key = key();
      if (sign() == ':') {
        at++;
        mapping.set(
            key, sign() == ',' || sign() == '}' ? NullNode.getInstance() : value(depth + 1));
      } else if (!key.isEmpty()) {
        mapping.set(key, NullNode.getInstance());
      }
      passOver(before);
    }
    return mapping;
  }

  /** Moves behind commas to the next part; false at the end, whose sign is passed. */
  private boolean goesOn(char end) {
    while (sign() == ',') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == end) {
      at++;
      return false;
    }
    return at < text.length();
  }

  /** A sign that fits nowhere, such as the wrong kind of closing bracket, is passed over. */
  private void passOver(int before) {
    if (at == before) {
      at++;
    }
  }

  private String key() {
    char first = sign();
    if (first == '"' || first == '\'') {
      return quoted();
    }
    int start = at;
    while (at < text.length() && ":,}]".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at).strip();
  }

  private String quoted() {
    char quote = text.charAt(at);
    int close = Quotes.closing(text, at + 1, quote);
    int end = close < 0 ? text.length() : close;
    String value = Escapes.undo(text.substring(at + 1, end), quote);
    at = Math.min(text.length(), end + 1);
    return value;
  }

  private JsonNode word() {
    int start = at;
    while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    int end = at;
    while (end > start && (text.charAt(end - 1) == '\\' || text.charAt(end - 1) == ' ')) {
      end--;
    }
    return switch (text.substring(start, end)) {
      case "true" -> BooleanNode.TRUE;
      case "false" -> BooleanNode.FALSE;
      case "null", "~", "" -> NullNode.getInstance();
      case String word -> StringNode.valueOf(word);
    };
  }

  /** The next character that is no blank, and no backslash that stands before a bracket. */
  private char sign() {
    while (at < text.length()
        && (text.charAt(at) <= ' '
            || (text.charAt(at) == '\\'
                && at + 1 < text.length()
                && "[]{}".indexOf(text.charAt(at + 1)) >= 0))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  /** Follows brackets and braces over lines; those in quotes do not count. */
  static final class Depth {

    private int depth;
    private char quote;
    private char before = '[';

    /** Whether something is still open behind this text. */
    boolean isOpenAfter(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (quote != 0) {
          if (c == '\\' && quote == '"') {
            i++;
          } else if (c == quote) {
            quote = 0;
          }
        } else if ((c == '"' || c == '\'') && "[{,:".indexOf(before) >= 0) {
          quote = c;
        } else if (c == '[' || c == '{') {
          depth++;
        } else if (c == ']' || c == '}') {
          depth--;
        }
        before = c <= ' ' ? before : c;
      }
      return depth > 0;
    }
  }
}
