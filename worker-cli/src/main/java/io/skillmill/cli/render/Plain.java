package io.skillmill.cli.render;

/** Makes text from strangers safe and short enough for one line of a terminal. */
final class Plain {

  private static final int ELLIPSIS_WIDTH = 3;

  private Plain() {}

  /** One line without control characters, so that no path or message can steer the terminal. */
  static String line(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints().map(Plain::shown).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static int shown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
      case Character.FORMAT, Character.SURROGATE -> '?';
      default -> codePoint;
    };
  }

  /** Lines as they are, but for what is not seen or steers the terminal: that is spelled out. */
  static String code(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (c == '\n' || c == '\t' || shown(c) == c) {
            clean.appendCodePoint(c);
          } else {
            for (char unit : Character.toChars(c)) {
              clean.append("\\u%04x".formatted((int) unit));
            }
          }
        });
    return clean.toString();
  }

  static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Cut at the end where it is too wide. */
  static String cutEnd(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    return head(text, Math.max(0, width - ELLIPSIS_WIDTH)) + "...".substring(0, Math.min(3, width));
  }

  /** Cut in the middle where it is too wide: the ends of a path tell the most. */
  static String cutMiddle(String text, int width) {
    if (width(text) <= width || width <= ELLIPSIS_WIDTH) {
      return cutEnd(text, width);
    }
    int kept = width - ELLIPSIS_WIDTH;
    int front = kept / 3;
    return head(text, front) + "..." + tail(text, kept - front);
  }

  private static String head(String text, int count) {
    return text.substring(0, text.offsetByCodePoints(0, count));
  }

  private static String tail(String text, int count) {
    return text.substring(text.offsetByCodePoints(text.length(), -count));
  }
}
