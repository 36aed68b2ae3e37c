package io.skillmill.schema.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a large tree as UTF-8, to the letter as the library does. There is no text in between, and
 * the room it is written in is kept for the next: making both anew takes longer than writing.
 */
final class JsonBytes implements BiConsumer<String, JsonNode> {

  /** What nests deeper is left to the library, which knows when to refuse. */
  private static final int DEPTH_MAX = 300;

  private static final int ROOM_FIRST = 1 << 16;

  /** A larger one is not kept. */
  private static final int ROOM_KEPT = 1 << 20;

  /** What one byte takes at the most: an escape by its number. */
  static final int BYTE_MAX = 6;

  private static final String HEX = "0123456789ABCDEF";
  private static final byte[] SHORT = new byte[128];

  static {
    SHORT['"'] = '"';
    SHORT['\\'] = '\\';
    SHORT['\n'] = 'n';
    SHORT['\t'] = 't';
    SHORT['\r'] = 'r';
    SHORT['\b'] = 'b';
    SHORT['\f'] = 'f';
  }

  /** The next to write takes the room of the last, unless somebody else is writing just now. */
  private static final AtomicReference<@Nullable JsonBytes> SPARE = new AtomicReference<>();

  private final MemberNames names = new MemberNames();
  private byte[] room = new byte[ROOM_FIRST];
  private int end;
  private int depth;
  private boolean first;

  private JsonBytes() {}

  static byte[] of(JsonNode node) {
    JsonBytes spare = SPARE.getAndSet(null);
    var json = spare == null ? new JsonBytes() : spare;
    json.value(node);
    byte[] written = Arrays.copyOf(json.room, json.end);
    if (json.room.length <= ROOM_KEPT) {
      json.end = 0;
      SPARE.set(json);
    }
    return written;
  }

  private void value(JsonNode node) {
    if (node.isString()) {
      string(node.stringValue());
    } else if (depth < DEPTH_MAX && node instanceof ObjectNode object) {
      object(object);
    } else if (depth < DEPTH_MAX && node instanceof ArrayNode array) {
      array(array);
    } else {
      raw(JsonText.scalar(node).getBytes(StandardCharsets.UTF_8));
    }
  }

  private void object(ObjectNode object) {
    depth++;
    sign('{');
    first = true;
    object.forEachEntry(this);
    first = false;
    sign('}');
    depth--;
  }

  /** A member of the object that is being written. */
  @Override
  public void accept(String name, JsonNode node) {
    if (!first) {
      sign(',');
    }
    first = false;
    raw(names.written(name));
    value(node);
  }

  private void array(ArrayNode array) {
    depth++;
    sign('[');
    int size = array.size();
    for (int i = 0; i < size; i++) {
      if (i > 0) {
        sign(',');
      }
      value(array.get(i));
    }
    sign(']');
    depth--;
  }

  private void raw(byte[] utf8) {
    room(utf8.length);
    System.arraycopy(utf8, 0, room, end, utf8.length);
    end += utf8.length;
  }

  private void string(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    room((long) utf8.length * BYTE_MAX + 2);
    end = quoted(utf8, room, end);
  }

  /** Puts a text in quotes; what needs no escape goes over in stretches. */
  static int quoted(byte[] utf8, byte[] to, int from) {
    int at = from;
    to[at++] = '"';
    int copied = 0;
    for (int next = Stretch.end(utf8, 0); next < utf8.length; next = Stretch.end(utf8, copied)) {
      System.arraycopy(utf8, copied, to, at, next - copied);
      at = escape(utf8[next], to, at + next - copied);
      copied = next + 1;
    }
    System.arraycopy(utf8, copied, to, at, utf8.length - copied);
    at += utf8.length - copied;
    to[at++] = '"';
    return at;
  }

  private static int escape(byte c, byte[] to, int from) {
    int at = from;
    to[at++] = '\\';
    if (SHORT[c] != 0) {
      to[at++] = SHORT[c];
      return at;
    }
    to[at++] = 'u';
    to[at++] = '0';
    to[at++] = '0';
    to[at++] = (byte) HEX.charAt(c >> 4);
    to[at++] = (byte) HEX.charAt(c & 15);
    return at;
  }

  private void sign(char sign) {
    room(1);
    room[end++] = (byte) sign;
  }

  private void room(long more) {
    if (end + more > room.length) {
      room = Arrays.copyOf(room, Math.toIntExact(Math.max(end + more, room.length * 2L)));
    }
  }
}
