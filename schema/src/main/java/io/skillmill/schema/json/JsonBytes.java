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

  /** What one character takes at the most: an escape by its number. */
  private static final int CHAR_MAX = 6;

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

  private static final AtomicReference<byte @Nullable []> SPARE = new AtomicReference<>();

  private byte[] room;
  private int end;
  private int depth;
  private boolean first;

  private JsonBytes(byte[] room) {
    this.room = room;
  }

  static byte[] of(JsonNode node) {
    byte[] spare = SPARE.getAndSet(null);
    var json = new JsonBytes(spare == null ? new byte[ROOM_FIRST] : spare);
    json.value(node);
    byte[] written = Arrays.copyOf(json.room, json.end);
    if (json.room.length <= ROOM_KEPT) {
      SPARE.set(json.room);
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
      raw(JsonText.scalar(node));
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
    string(name);
    sign(':');
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

  private void raw(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    room(utf8.length);
    System.arraycopy(utf8, 0, room, end, utf8.length);
    end += utf8.length;
  }

  private void string(String text) {
    int length = text.length();
    room((long) length * CHAR_MAX + 2);
    byte[] to = room;
    int at = end;
    to[at++] = '"';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 128 && c != '"' && c != '\\') {
        to[at++] = (byte) c;
      } else if (c < 128) {
        at = escape(c, to, at);
      } else if (c < 0x800) {
        to[at++] = (byte) (0xC0 | (c >> 6));
        to[at++] = (byte) (0x80 | (c & 0x3F));
      } else if (!Character.isSurrogate(c)) {
        to[at++] = (byte) (0xE0 | (c >> 12));
        to[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        to[at++] = (byte) (0x80 | (c & 0x3F));
      } else {
        boolean pair = i + 1 < length && Character.isSurrogatePair(c, text.charAt(i + 1));
        at = pair ? pair(Character.toCodePoint(c, text.charAt(++i)), to, at) : alone(to, at);
      }
    }
    to[at++] = '"';
    end = at;
  }

  private static int pair(int point, byte[] to, int from) {
    int at = from;
    to[at++] = (byte) (0xF0 | (point >> 18));
    to[at++] = (byte) (0x80 | ((point >> 12) & 0x3F));
    to[at++] = (byte) (0x80 | ((point >> 6) & 0x3F));
    to[at++] = (byte) (0x80 | (point & 0x3F));
    return at;
  }

  /** Half a pair has no form in UTF-8. */
  private static int alone(byte[] to, int at) {
    to[at] = '?';
    return at + 1;
  }

  private static int escape(char c, byte[] to, int from) {
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
