package io.skillmill.cli.run;

import java.util.BitSet;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A set of task ids in a few bytes each, because ids that belong together lie together. */
final class TaskIds {

  private static final int PAGE_BITS = 16;
  private static final long PAGE_MASK = (1L << PAGE_BITS) - 1;

  private final TreeMap<Long, BitSet> pages = new TreeMap<>();
  private long count;

  /** Whether it was not there yet. */
  boolean add(long taskId) {
    var page = pages.computeIfAbsent(taskId >>> PAGE_BITS, _ -> new BitSet());
    int bit = (int) (taskId & PAGE_MASK);
    if (page.get(bit)) {
      return false;
    }
    page.set(bit);
    count++;
    return true;
  }

  /** Whether it was there. */
  boolean remove(long taskId) {
    var page = pages.get(taskId >>> PAGE_BITS);
    int bit = (int) (taskId & PAGE_MASK);
    if (page == null || !page.get(bit)) {
      return false;
    }
    page.clear(bit);
    count--;
    if (page.isEmpty()) {
      pages.remove(taskId >>> PAGE_BITS);
    }
    return true;
  }

  /** The first one from here on. */
  OptionalLong nextFrom(long taskId) {
    long from = Math.max(0, taskId);
    for (var page : pages.tailMap(from >>> PAGE_BITS).entrySet()) {
      long pageStart = page.getKey() << PAGE_BITS;
      int bit = page.getValue().nextSetBit((int) Math.max(0, from - pageStart));
      if (bit >= 0) {
        return OptionalLong.of(pageStart + bit);
      }
    }
    return OptionalLong.empty();
  }

  long count() {
    return count;
  }
}
