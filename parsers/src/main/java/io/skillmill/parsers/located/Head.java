package io.skillmill.parsers.located;

import io.skillmill.parsers.text.FirstBytes;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Reads the beginning of a file just well enough to tell what the file is. */
final class Head {

  /** The first character of a file in UTF-16, whichever byte comes first. */
  private static final char MARK = '\uFEFF';

  private Head() {}

  static String of(byte[] bytes, int bytesMax) {
    boolean wide = isWide(bytes);
    int start = wide ? 2 : start(bytes);
    int length = Math.min(bytesMax, bytes.length - start);
    // Latin-1 keeps each byte a character of its own, so this searches bytes.
    String text =
        new String(bytes, start, length, wide ? wide(bytes) : StandardCharsets.ISO_8859_1);
    boolean old = text.indexOf('\r') >= 0 && text.indexOf('\n') < 0;
    return old ? text.replace('\r', '\n') : text;
  }

  /** The first character that says something; a mark where there are two bytes to each. */
  static char sign(byte[] bytes, int start) {
    return isWide(bytes) ? MARK : (char) (bytes[start] & 0xFF);
  }

  /** Past a byte order mark and white space. */
  static int start(byte[] bytes) {
    int at = FirstBytes.are(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    while (at < bytes.length && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  private static boolean isWide(byte[] bytes) {
    return FirstBytes.are(bytes, 0xFE, 0xFF) || FirstBytes.are(bytes, 0xFF, 0xFE);
  }

  private static Charset wide(byte[] bytes) {
    return FirstBytes.are(bytes, 0xFE, 0xFF)
        ? StandardCharsets.UTF_16BE
        : StandardCharsets.UTF_16LE;
  }
}
