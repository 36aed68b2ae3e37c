package io.skillmill.parsers.rules;

import io.skillmill.parsers.phrases.FoldedText;
import java.util.Arrays;

/**
 * Stretches of a text, told in the order of their beginnings, on the scale. Few texts are ever
 * asked about, so they become offsets in the order of their ends only then.
 */
final class Offsets {

  private int[] starts = new int[8];
  private int[] ends = new int[8];
  private int count;
  private boolean turned;

  void add(int start, int end) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = start;
    ends[count] = end;
    count++;
  }

  /** Whether one lies within a stretch of the text itself. */
  boolean within(FoldedText text, int start, int end) {
    if (!turned) {
      turn(text);
    }
    int low = Arrays.binarySearch(ends, 0, count, start);
    for (int i = low < 0 ? -low - 1 : low; i < count && ends[i] <= end; i++) {
      if (starts[i] >= start) {
        return true;
      }
    }
    return false;
  }

  private void turn(FoldedText text) {
    for (int i = 0; i < count; i++) {
      put(i, text.offset(starts[i]), text.endOffset(ends[i]));
    }
    turned = true;
  }

  /** Puts one where its end belongs; they come nearly in that order. */
  private void put(int index, int start, int end) {
    int at = index;
    while (at > 0 && ends[at - 1] > end) {
      starts[at] = starts[at - 1];
      ends[at] = ends[at - 1];
      at--;
    }
    starts[at] = start;
    ends[at] = end;
  }
}
