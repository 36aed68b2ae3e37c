package io.skillmill.parsers.blocks;

import java.util.Arrays;

/**
 * Finds where code between backticks ends. What a search that failed has seen is kept, so that many
 * openers without an end do not each search the rest of the text.
 */
final class CodeSpans {

  /** Longer runs of backticks open no code. */
  private static final int RUN_MAX = 64;

  private final int[] lastOf = new int[RUN_MAX + 1];
  private boolean seenAll;

  void reset() {
    if (seenAll) {
      Arrays.fill(lastOf, 0);
      seenAll = false;
    }
  }

  /** Where the run of the same length begins that closes the one before; -1 where there is none. */
  int close(String raw, int from, int length) {
    if (length > RUN_MAX || (seenAll && lastOf[length] < from)) {
      return -1;
    }
    int i = raw.indexOf('`', from);
    while (i >= 0) {
      int run = Rules.run(raw, i, raw.length());
      if (run == length) {
        return i;
      }
      if (run <= RUN_MAX) {
        lastOf[run] = i;
      }
      i = raw.indexOf('`', i + run);
    }
    seenAll = true;
    return -1;
  }
}
