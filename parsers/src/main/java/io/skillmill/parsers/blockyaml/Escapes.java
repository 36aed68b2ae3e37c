package io.skillmill.parsers.blockyaml;

import io.skillmill.parsers.blockyaml.Cursor.Mark;
import java.util.HexFormat;

/** Reads what follows a backslash in double quotes. */
final class Escapes {

  private static final String SIGNS = "0abt\tnvfre \"/\\N_LP";
  private static final String MEANINGS =
      "\0\u0007\b\t\t\n\u000B\f\r\u001B \"/\\\u0085\u00A0\u2028\u2029";

  private final Cursor cursor;
  private final StringBuilder text;
  private int splitPairs;

  /** Where the text ends with an escaped first half of a pair; -1 where it does not. */
  private int halfEnd = -1;

  Escapes(Cursor cursor, StringBuilder text) {
    this.cursor = cursor;
    this.text = text;
  }

  /** How many pairs were written as two escaped halves. */
  int splitPairs() {
    return splitPairs;
  }

  void read() {
    char c = cursor.peek();
    int sign = SIGNS.indexOf(c);
    if (sign >= 0) {
      text.append(MEANINGS.charAt(sign));
      cursor.forward();
      return;
    }
    switch (c) {
      case 'x' -> code(2);
      case 'u' -> code(4);
      case 'U' -> code(8);
      default -> throw refused("a backslash is followed by what is no escape; double it");
    }
  }

  private void code(int digits) {
    cursor.forward();
    for (int i = 0; i < digits; i++) {
      if (!HexFormat.isHexDigit(cursor.peek(i))) {
        throw refused(
            "an escape needs %d hexadecimal digits; complete it, or double the backslash"
                .formatted(digits));
      }
    }
    Mark mark = cursor.mark();
    append(HexFormat.fromHexDigitsToLong(cursor.take(digits)), mark);
  }

  private void append(long code, Mark mark) {
    if (code > Character.MAX_CODE_POINT) {
      throw Refusal.crash(
          code > Integer.MAX_VALUE ? "OverflowError" : "ValueError",
          "an escape names a character that does not exist; correct its digits",
          mark);
    }
    char half = (char) code;
    if (code < Character.MIN_SUPPLEMENTARY_CODE_POINT && Character.isSurrogate(half)) {
      splitPairs += Character.isLowSurrogate(half) && halfEnd == text.length() ? 1 : 0;
      text.append(half);
      halfEnd = Character.isHighSurrogate(half) ? text.length() : -1;
    } else {
      text.appendCodePoint((int) code);
    }
  }

  private Refusal refused(String problem) {
    return Refusal.yaml("while scanning a double-quoted scalar", problem, cursor.mark());
  }
}
