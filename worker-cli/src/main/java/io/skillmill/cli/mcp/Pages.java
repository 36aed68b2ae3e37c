package io.skillmill.cli.mcp;

import io.skillmill.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists that are told a page at a time. A cursor says after which entry it goes on, so that it
 * stays good when entries come and go.
 */
final class Pages {

  private static final String MARK = "after:";

  private Pages() {}

  /** One page: {@code member} with its entries, and {@code nextCursor} if there are more. */
  static <T> ObjectNode of(
      String member, NavigableMap<String, T> all, Cut cut, Function<T, ObjectNode> told)
      throws McpFault {
    var rest = cut.after().isEmpty() ? all : all.tailMap(cut.after(), false);
    var page = Json.object();
    var list = page.putArray(member);
    String last = "";
    for (Map.Entry<String, T> one : rest.entrySet()) {
      if (list.size() == cut.most()) {
        page.put("nextCursor", cursor(last));
        break;
      }
      list.add(told.apply(one.getValue()));
      last = one.getKey();
    }
    return page;
  }

  /**
   * Where a page begins, and how long it is.
   *
   * @param after the key of the last entry that was told; empty for none
   */
  record Cut(String after, int most) {

    static Cut of(Message request, int most) throws McpFault {
      JsonNode cursor = request.params().path("cursor");
      if (cursor.isMissingNode() || cursor.isNull()) {
        return new Cut("", most);
      }
      return new Cut(key(cursor.asString("")), most);
    }
  }

  private static String cursor(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((MARK + key).getBytes(StandardCharsets.UTF_8));
  }

  private static String key(String cursor) throws McpFault {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (text.startsWith(MARK) && text.length() > MARK.length()) {
        return text.substring(MARK.length());
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    throw McpFault.of(
        McpFault.WRONG_PARAMS, "The cursor is none of this server's; begin without one");
  }
}
