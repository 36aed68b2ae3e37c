package io.skillmill.parsers.rules;

import java.util.Arrays;

/** Stretches of a text in the order of their ends. */
final class Offsets {

  private int[] starts = new int[8];
  private int[] ends = new int[8];
  private int count;

  void add(int start, int end) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = start;
    ends[count] = end;
    count++;
  }

  /** Whether one lies within a stretch. */
  boolean within(int start, int end) {
    int low = Arrays.binarySearch(ends, 0, count, start);
    for (int i = low < 0 ? -low - 1 : low; i < count && ends[i] <= end; i++) {
      if (starts[i] >= start) {
        return true;
      }
    }
    return false;
  }
}
