package io.skillmill.parsers.clients;

/** Small work on texts that clients do. */
final class Texts {

  private static final int QUOTED_MAX = 60;

  private Texts() {}

  /** Runs of white space become one blank. */
  static String onOneLine(String text) {
    var line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isBlank(c)) {
        line.append(c);
      } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
        line.append(' ');
      }
    }
    return line.toString().stripTrailing();
  }

  static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }

  static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  /** A value to show, cut where it is long. */
  static String quoted(String value) {
    String line = onOneLine(value);
    boolean cut = characters(line) > QUOTED_MAX;
    return "'"
        + (cut ? line.substring(0, line.offsetByCodePoints(0, QUOTED_MAX)) + "..." : line)
        + "'";
  }
}
