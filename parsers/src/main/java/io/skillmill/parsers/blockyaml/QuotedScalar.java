package io.skillmill.parsers.blockyaml;

import io.skillmill.parsers.blockyaml.Cursor.Mark;
import io.skillmill.parsers.blockyaml.Value.Text;

/** Reads a value in single or double quotes. Its lines may begin at any column. */
final class QuotedScalar {

  private final Cursor cursor;
  private final char quote;
  private final Escapes escapes;
  private final StringBuilder text = new StringBuilder();

  QuotedScalar(Cursor cursor) {
    this.cursor = cursor;
    this.quote = cursor.peek();
    this.escapes = new Escapes(cursor, text);
  }

  Token read() {
    Mark start = cursor.mark();
    cursor.forward();
    characters();
    while (cursor.peek() != quote) {
      blanks();
      characters();
    }
    cursor.forward();
    Text read = new Text(text.toString(), escapes.splitPairs());
    return Token.scalar(read, false, start, cursor.line());
  }

  private void characters() {
    while (true) {
      int length = 0;
      while (isOrdinary(cursor.peek(length))) {
        length++;
      }
      text.append(cursor.take(length));
      char c = cursor.peek();
      if (c == '\'' && quote == '\'' && cursor.peek(1) == '\'') {
        text.append('\'');
        cursor.forward(2);
      } else if (isHarmless(c)) {
        text.append(c);
        cursor.forward();
      } else if (c == '\\') {
        escape();
      } else {
        return;
      }
    }
  }

  private static boolean isOrdinary(char c) {
    return c != '\'' && c != '"' && c != '\\' && !Cursor.endsWord(c);
  }

  /** The other quote, and the backslash in single quotes. */
  private boolean isHarmless(char c) {
    return quote == '"' ? c == '\'' : c == '"' || c == '\\';
  }

  private void escape() {
    cursor.forward();
    if (Cursor.isBreak(cursor.peek())) {
      cursor.takeBreak();
      text.append(breaks());
    } else {
      escapes.read();
    }
  }

  private void blanks() {
    int length = 0;
    while (cursor.peek(length) == ' ' || cursor.peek(length) == '\t') {
      length++;
    }
    String blanks = cursor.take(length);
    char c = cursor.peek();
    if (c == Cursor.END) {
      throw refused("is never closed; close it, and double or escape the quotes inside");
    }
    if (!Cursor.isBreak(c)) {
      text.append(blanks);
      return;
    }
    String first = cursor.takeBreak();
    String breaks = breaks();
    if (!first.equals("\n")) {
      text.append(first);
    } else if (breaks.isEmpty()) {
      text.append(' ');
    }
    text.append(breaks);
  }

  private String breaks() {
    var breaks = new StringBuilder();
    while (true) {
      if (cursor.atDots()) {
        throw refused("holds a line of dots, which ends the document; indent that line");
      }
      while (cursor.peek() == ' ' || cursor.peek() == '\t') {
        cursor.forward();
      }
      if (!Cursor.isBreak(cursor.peek())) {
        return breaks.toString();
      }
      breaks.append(cursor.takeBreak());
    }
  }

  private Refusal refused(String problem) {
    return Refusal.yaml(
        "while scanning a quoted scalar", "the quoted text " + problem, cursor.mark());
  }
}
