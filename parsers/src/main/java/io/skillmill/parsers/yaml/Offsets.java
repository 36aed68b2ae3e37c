package io.skillmill.parsers.yaml;

/** Turns places counted in code points, as the YAML reader counts, into offsets of a text. */
final class Offsets {

  private static final int[] NO_TABLE = {};

  private final int start;
  private final int end;
  private final int[] table;

  private Offsets(int start, int end, int[] table) {
    this.start = start;
    this.end = end;
    this.table = table;
  }

  /** A table is made only for text with characters of two units. */
  static Offsets of(String text, int start, int end) {
    int points = text.codePointCount(start, end);
    if (points == end - start) {
      return new Offsets(start, end, NO_TABLE);
    }
    int[] table = new int[points];
    int at = start;
    for (int i = 0; i < points; i++) {
      table[i] = at;
      at += Character.charCount(text.codePointAt(at));
    }
    return new Offsets(start, end, table);
  }

  int at(int codePoints) {
    if (table.length == 0) {
      return Math.min(start + codePoints, end);
    }
    return codePoints < table.length ? table[codePoints] : end;
  }
}
