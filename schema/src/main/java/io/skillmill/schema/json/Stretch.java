package io.skillmill.schema.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds how far a text needs no escape, eight bytes at a time: a document is mostly long texts with
 * few signs in them.
 */
final class Stretch {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;

  private Stretch() {}

  /** The first byte from here on that must be escaped; the length where there is none. */
  static int end(byte[] utf8, int from) {
    int at = from;
    while (at + Long.BYTES <= utf8.length && isPlain((long) EIGHT.get(utf8, at))) {
      at += Long.BYTES;
    }
    while (at < utf8.length && isPlain(utf8[at])) {
      at++;
    }
    return at;
  }

  /** A byte beyond ASCII is negative, and goes over as it is. */
  private static boolean isPlain(byte one) {
    return (one >= ' ' || one < 0) && one != '"' && one != '\\';
  }

  /** No byte of the eight is below the blank, a quote or a backslash. */
  private static boolean isPlain(long eight) {
    long quotes = eight ^ (ONES * '"');
    long backslashes = eight ^ (ONES * '\\');
    long signs =
        ((eight - ONES * ' ') & ~eight)
            | ((quotes - ONES) & ~quotes)
            | ((backslashes - ONES) & ~backslashes);
    return (signs & TOPS) == 0;
  }
}
