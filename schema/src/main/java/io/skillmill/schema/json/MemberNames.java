package io.skillmill.schema.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The names of members as they are written, kept: a document repeats the same few all through. */
final class MemberNames {

  private static final int SLOTS = 1 << 8;

  /** A longer one is a text rather than a name. */
  private static final int KEPT_MAX = 64;

  private final @Nullable String[] names = new String[SLOTS];
  private final byte[][] written = new byte[SLOTS][];

  /** The name in quotes, with its colon. */
  byte[] written(String name) {
    int hash = name.hashCode();
    int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    if (name.equals(names[slot])) {
      return written[slot];
    }
    byte[] utf8 = write(name);
    if (name.length() <= KEPT_MAX) {
      names[slot] = name;
      written[slot] = utf8;
    }
    return utf8;
  }

  private static byte[] write(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    byte[] room = new byte[utf8.length * JsonBytes.BYTE_MAX + 3];
    int end = JsonBytes.quoted(utf8, room, 0);
    room[end] = ':';
    return Arrays.copyOf(room, end + 1);
  }
}
