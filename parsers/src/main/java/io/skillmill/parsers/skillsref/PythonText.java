package io.skillmill.parsers.skillsref;

import io.skillmill.parsers.blockyaml.Value.Text;
import java.text.Normalizer;

/** Strings as Python understands them, where that differs from Java. */
final class PythonText {

  private PythonText() {}

  /** Without the white space around it. */
  static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (from < to && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** All white space is in the basic plane, so there is no need to join surrogates. */
  private static boolean isSpace(char c) {
    if (c < 0x80) {
      return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F);
    }
    return c == 0x85 || Character.isSpaceChar(c);
  }

  /** NFKC. */
  static String normalized(String text) {
    return isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  static boolean isLowerCase(String text) {
    return text.codePoints().allMatch(c -> Character.toLowerCase(c) == c);
  }

  static boolean isAlphanumeric(int codePoint) {
    return Character.isLetterOrDigit(codePoint)
        || switch (Character.getType(codePoint)) {
          case Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
          default -> false;
        };
  }

  /** The order of {@code sorted}: by code point, not by UTF-16 unit. */
  static int compare(String one, String other) {
    int end = Math.min(one.length(), other.length());
    for (int i = 0; i < end; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        boolean sameSide = Character.isSurrogate(a) == Character.isSurrogate(b);
        return sameSide ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** What {@code len} says. */
  static int length(Text text) {
    return text.text().codePointCount(0, text.text().length()) + text.splitPairs();
  }
}
