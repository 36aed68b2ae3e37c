package io.skillmill.parsers.blocks;

/** Where the reader stands in a line. Tabs reach to the next multiple of four columns. */
final class Cursor {

  private static final int TAB = 4;

  private final String text;

  /** The next character that is not taken yet. */
  int at;

  /** The end of the line, without its line feed. */
  int end;

  /** The first character that is no blank; the end of the line where there is none. */
  int next;

  /** How many columns of blanks are before it. */
  int indent;

  private int column;

  Cursor(String text) {
    this.text = text;
  }

  void line(int start, int lineEnd) {
    at = start;
    end = lineEnd;
    column = 0;
    look();
  }

  boolean blank() {
    return next == end;
  }

  char first() {
    return text.charAt(next);
  }

  /** Takes blanks, at most as many columns as there are. */
  void takeColumns(int columns) {
    int left = Math.min(columns, indent);
    indent -= left;
    while (left > 0) {
      int width = text.charAt(at) == '\t' ? TAB - column % TAB : 1;
      int taken = Math.min(width, left);
      column += taken;
      left -= taken;
      at += taken == width ? 1 : 0;
    }
  }

  /** Takes the blanks and then some characters that are none. */
  void take(int characters) {
    column += indent + characters;
    at = next + characters;
    look();
  }

  private void look() {
    int columns = column;
    int i = at;
    while (i < end) {
      char c = text.charAt(i);
      if (c == ' ') {
        columns++;
      } else if (c == '\t') {
        columns += TAB - columns % TAB;
      } else {
        break;
      }
      i++;
    }
    next = i;
    indent = columns - column;
  }
}
