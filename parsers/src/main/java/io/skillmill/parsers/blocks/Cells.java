package io.skillmill.parsers.blocks;

import java.util.Arrays;

/** Splits the rows of tables into their cells. */
final class Cells {

  private Cells() {}

  /** Each cell without the white space around it; the bars at both ends are optional. */
  static Lines of(String text, int start, int end) {
    int from = text.charAt(start) == '|' ? start + 1 : start;
    int[] bounds = new int[16];
    int count = 0;
    int cell = from;
    for (int i = from; i <= end; i++) {
      boolean bar = i == end || text.charAt(i) == '|';
      if (bar && !(i == end && cell == end)) {
        if (count * 2 == bounds.length) {
          bounds = Arrays.copyOf(bounds, bounds.length * 2);
        }
        int first = cell;
        while (first < i && Rules.isBlank(text.charAt(first))) {
          first++;
        }
        bounds[count * 2] = first;
        bounds[count * 2 + 1] = Rules.trimmed(text, first, i);
        count++;
        cell = i + 1;
      }
      i += i < end && text.charAt(i) == '\\' ? 1 : 0;
    }
    return new Lines(Arrays.copyOf(bounds, count * 2), 0, count);
  }

  /** How many columns a line under the headings of a table makes; 0 where it is no such line. */
  static int columns(String text, int start, int end) {
    int columns = 0;
    boolean bars = false;
    boolean dashed = false;
    boolean over = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '|') {
        if (i > start && !dashed) {
          return 0;
        }
        bars = true;
        dashed = false;
        over = false;
      } else if (c == '-' && !over) {
        columns += dashed ? 0 : 1;
        dashed = true;
      } else if (c == ':') {
        over |= dashed;
      } else if (Rules.isBlank(c)) {
        over |= dashed;
      } else {
        return 0;
      }
    }
    return bars ? columns : 0;
  }
}
