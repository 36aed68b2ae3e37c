package io.skillmill.parsers.blockyaml;

/**
 * Walks over a text and counts as the reference does: in code points, with a new line after a line
 * feed only (not after the other signs that end lines), and a byte order mark has no width.
 */
final class Cursor {

  /** What {@link #peek} answers behind the end; the text itself never holds it. */
  static final char END = '\0';

  /**
   * A place in the text.
   *
   * @param line counted from 0
   * @param column counted from 0
   */
  record Mark(int line, int column) {

    static final Mark START = new Mark(0, 0);
  }

  private final String text;
  private int at;
  private int index;
  private int line;
  private int column;

  Cursor(String text) {
    this.text = text;
  }

  static boolean isBreak(char c) {
    return c == '\n' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  static boolean endsLine(char c) {
    return c == END || isBreak(c);
  }

  static boolean endsWord(char c) {
    return c == ' ' || c == '\t' || endsLine(c);
  }

  char peek() {
    return peek(0);
  }

  char peek(int ahead) {
    int i = at + ahead;
    return i < text.length() ? text.charAt(i) : END;
  }

  /** How many code points were passed. */
  int index() {
    return index;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  Mark mark() {
    return new Mark(line, column);
  }

  void forward() {
    char c = text.charAt(at++);
    if (Character.isLowSurrogate(c)) {
      return;
    }
    index++;
    if (c == '\n') {
      line++;
      column = 0;
    } else if (c != '\uFEFF') {
      column++;
    }
  }

  void forward(int length) {
    for (int i = 0; i < length; i++) {
      forward();
    }
  }

  /** Takes the next characters. */
  String take(int length) {
    String taken = text.substring(at, at + length);
    forward(length);
    return taken;
  }

  void skipSpaces() {
    while (peek() == ' ') {
      forward();
    }
  }

  /** Takes the line break here: a line feed for most of them, nothing where there is none. */
  String takeBreak() {
    char c = peek();
    if (!isBreak(c)) {
      return "";
    }
    forward();
    return c == '\u2028' || c == '\u2029' ? String.valueOf(c) : "\n";
  }

  /** Whether three dots stand here as if they ended a document; the column does not matter. */
  boolean atDots() {
    return text.startsWith("...", at) && endsWord(peek(3));
  }
}
