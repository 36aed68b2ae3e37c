package io.skillmill.coordination.skills.bundled.fetch;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Compares paths with the patterns of a robots.txt. */
final class RobotsPath {

  private RobotsPath() {}

  /** How much may still be compared. Used by one thread. */
  static final class Steps {
    private long left;

    Steps(long most) {
      left = most;
    }

    boolean isOver() {
      return left <= 0;
    }

    private boolean take(int steps) {
      left -= steps;
      return left > 0;
    }
  }

  /** As both are compared: what need not be escaped is not, and all else is, in large letters. */
  static String normal(String text) {
    var normal = new StringBuilder();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int c = bytes[i] & 0xFF;
      if (c == '%' && isEscape(bytes, i)) {
        int meant = HexFormat.fromHexDigits(new String(bytes, i + 1, 2, StandardCharsets.US_ASCII));
        i += 2;
        append(normal, meant, isUnreserved(meant));
      } else {
        append(normal, c, c > ' ' && c < 0x7F);
      }
    }
    return normal.toString();
  }

  private static boolean isEscape(byte[] bytes, int at) {
    return at + 2 < bytes.length
        && HexFormat.isHexDigit(bytes[at + 1])
        && HexFormat.isHexDigit(bytes[at + 2]);
  }

  private static void append(StringBuilder to, int c, boolean asItIs) {
    if (asItIs) {
      to.append((char) c);
    } else {
      to.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
    }
  }

  private static boolean isUnreserved(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~".indexOf(c) >= 0;
  }

  /**
   * Whether a pattern with {@code *} for anything and {@code $} for the end is found at its start.
   */
  static boolean matches(String pattern, String path, Steps steps) {
    boolean toTheEnd = pattern.endsWith("$");
    String[] parts =
        (toTheEnd ? pattern.substring(0, pattern.length() - 1) : pattern).split("\\*", -1);
    int last = parts.length - 1;
    if (!steps.take(parts[0].length() + 1) || !path.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < last; i++) {
      at = after(parts[i], path, at, steps);
      if (at < 0) {
        return false;
      }
    }
    if (last == 0) {
      return !toTheEnd || at == path.length();
    }
    return toTheEnd
        ? path.length() - at >= parts[last].length() && path.endsWith(parts[last])
        : after(parts[last], path, at, steps) >= 0;
  }

  /** Where it goes on after the next such part; -1 where there is none. */
  private static int after(String part, String path, int from, Steps steps) {
    int most = Math.max(0, path.length() - from - part.length() + 1);
    if (!steps.take((int) Math.min(Integer.MAX_VALUE, (long) most * (part.length() + 1L)))) {
      return -1;
    }
    int found = path.indexOf(part, from);
    return found < 0 ? -1 : found + part.length();
  }
}
