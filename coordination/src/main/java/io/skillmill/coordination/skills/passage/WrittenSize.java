package io.skillmill.coordination.skills.passage;

import io.skillmill.schema.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Tells whether a value is too large or too deep, without writing those that clearly are not. */
public final class WrittenSize {

  /** What a number or a word, its name's quotes, colon and comma have at the most. */
  private static final int SMALL_CHARS_MAX = 40;

  /** A character is escaped with at most six bytes. */
  private static final int BYTES_OF_CHAR_MAX = 6;

  private WrittenSize() {}

  /** Whether it nests deeper than anybody reads. */
  public static boolean nestsTooDeep(JsonNode value) {
    List<JsonNode> level = value.isContainer() ? List.of(value) : List.of();
    for (int depth = 1; !level.isEmpty(); depth++) {
      if (depth > Json.NESTING_MAX) {
        return true;
      }
      var next = new ArrayList<JsonNode>();
      for (JsonNode container : level) {
        for (JsonNode child : container) {
          if (child.isContainer()) {
            next.add(child);
          }
        }
      }
      level = next;
    }
    return false;
  }

  /** Whether it takes more bytes than so many as JSON. */
  public static boolean exceeds(JsonNode value, long bytesMax) {
    return mayExceed(value, bytesMax) && Json.utf8(value).length > bytesMax;
  }

  /** Whether it could, if every character took as much room as one can. */
  private static boolean mayExceed(JsonNode value, long bytesMax) {
    var left = new ArrayDeque<JsonNode>();
    left.add(value);
    long most = 0;
    for (JsonNode node = left.poll(); node != null; node = left.poll()) {
      most += SMALL_CHARS_MAX + chars(node) * BYTES_OF_CHAR_MAX;
      if (node.isObject()) {
        for (var member : node.properties()) {
          most += member.getKey().length() * (long) BYTES_OF_CHAR_MAX;
          left.add(member.getValue());
        }
      } else {
        node.forEach(left::add);
      }
      if (most > bytesMax) {
        return true;
      }
    }
    return false;
  }

  /** Of what can have any number of them. */
  private static long chars(JsonNode node) {
    if (node.isString() || node.isBigInteger() || node.isBigDecimal()) {
      return node.asString().length();
    }
    return node.isBinary() || node.isPojo() ? Integer.MAX_VALUE : 0;
  }
}
