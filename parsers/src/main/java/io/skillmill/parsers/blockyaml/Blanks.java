package io.skillmill.parsers.blockyaml;

import io.skillmill.parsers.blockyaml.Cursor.Mark;

/**
 * Skips what stands between two tokens: spaces, line breaks and comments. It stops behind each
 * comment, and behind blank lines too, which the reference counts as comments.
 */
final class Blanks {

  private final Cursor cursor;
  private Mark commentStart = Mark.START;
  private boolean newLine;

  Blanks(Cursor cursor) {
    this.cursor = cursor;
  }

  /** Where the last comment began. */
  Mark commentStart() {
    return commentStart;
  }

  /** Whether a line ended while skipping. */
  boolean newLine() {
    return newLine;
  }

  /** Whether it stopped behind a comment; otherwise a token comes next. */
  boolean skip() {
    newLine = false;
    if (cursor.index() == 0 && cursor.peek() == '\uFEFF') {
      cursor.forward();
    }
    while (true) {
      cursor.skipSpaces();
      if (cursor.peek() == '#') {
        comment();
        return true;
      }
      if (cursor.takeBreak().isEmpty()) {
        return false;
      }
      newLine = true;
      if (cursor.peek() == '\n') {
        blankLines();
        return true;
      }
    }
  }

  private void comment() {
    commentStart = cursor.mark();
    newLine = true;
    while (!Cursor.endsLine(cursor.peek())) {
      cursor.forward();
    }
    while (Cursor.isBreak(cursor.peek())) {
      cursor.forward();
    }
  }

  /** Takes the indentation of the line behind them too, be it of tabs. */
  private void blankLines() {
    commentStart = cursor.mark();
    char c = cursor.peek();
    while (c == ' ' || c == '\t' || Cursor.isBreak(c)) {
      cursor.forward();
      c = cursor.peek();
    }
  }
}
