package io.skillmill.parsers.blockyaml;

import io.skillmill.parsers.blockyaml.Cursor.Mark;
import io.skillmill.parsers.blockyaml.Token.Remarks;
import io.skillmill.parsers.blockyaml.Value.Text;

/** Reads a value without quotes. Lines indented deeper than its key continue it. */
final class PlainScalar {

  private final Cursor cursor;
  private final int indent;
  private final boolean flow;
  private final StringBuilder text = new StringBuilder();

  /** The white space since the last word, folded. */
  private String gap = "";

  private boolean atLineStart;

  /**
   * @param indent the least indentation of its lines
   * @param flow whether it stands in flow brackets
   */
  PlainScalar(Cursor cursor, int indent, boolean flow) {
    this.cursor = cursor;
    this.indent = indent;
    this.flow = flow;
  }

  Token read() {
    Mark start = cursor.mark();
    int endLine = start.line();
    int length = wordLength();
    while (length > 0) {
      text.append(gap).append(cursor.take(length));
      endLine = cursor.line();
      gap = gap();
      boolean ended = gap.isEmpty() || cursor.peek() == '#';
      length = ended || (!flow && cursor.column() < indent) ? 0 : wordLength();
    }
    Token token = Token.scalar(Text.of(text.toString()), true, start, endLine);
    if (gap.startsWith("\n")) {
      token.remark(Remarks.EMPTY.withAfter());
    }
    return token;
  }

  /** Whether it ended with its line, so that a key may come next. */
  boolean atLineStart() {
    return atLineStart;
  }

  private int wordLength() {
    int length = 0;
    while (belongs(cursor.peek(length), length)) {
      length++;
    }
    return length;
  }

  private boolean belongs(char c, int at) {
    if (Cursor.endsWord(c)) {
      return false;
    }
    if (c == ':') {
      return !Cursor.endsWord(cursor.peek(at + 1));
    }
    return !flow || c == '?' || ",[]{}".indexOf(c) < 0;
  }

  private String gap() {
    atLineStart = false;
    int blanks = 0;
    while (cursor.peek(blanks) == ' ') {
      blanks++;
    }
    String spaces = cursor.take(blanks);
    if (!Cursor.isBreak(cursor.peek())) {
      return spaces;
    }
    String first = cursor.takeBreak();
    atLineStart = true;
    if (cursor.atDots()) {
      return "";
    }
    var breaks = new StringBuilder();
    while (cursor.peek() == ' ' || Cursor.isBreak(cursor.peek())) {
      if (cursor.peek() == ' ') {
        cursor.forward();
      } else {
        breaks.append(cursor.takeBreak());
        if (cursor.atDots()) {
          return "";
        }
      }
    }
    if (!first.equals("\n")) {
      return first + breaks;
    }
    return breaks.isEmpty() ? " " : breaks.toString();
  }
}
