package io.skillmill.parsers.text;

import java.util.Arrays;

/** Where each line of a text begins; lines are counted from 1, and end with a line feed. */
public final class LineStarts {

  private static final int LINES_FIRST = 64;

  private final int[] starts;

  private LineStarts(int[] starts) {
    this.starts = starts;
  }

  public static LineStarts of(String text) {
    int[] starts = new int[LINES_FIRST];
    int count = 1;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
      }
      starts[count++] = at + 1;
    }
    return new LineStarts(Arrays.copyOf(starts, count));
  }

  /** How many lines there are; a text that ends with a line feed has an empty last one. */
  public int count() {
    return starts.length;
  }

  public int of(int line) {
    return starts[line - 1];
  }

  /** The line that holds an offset of the text. */
  public int lineAt(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
