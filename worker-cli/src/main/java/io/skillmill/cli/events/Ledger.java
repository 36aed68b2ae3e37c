package io.skillmill.cli.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest events, each under a number. There is one for all listeners: who is slow holds up
 * nobody, and misses what is not kept any more. Thread-safe.
 */
final class Ledger implements AutoCloseable {

  /**
   * Each has a few hundred bytes, or with what went into a run and came of it about ten thousand.
   */
  static final int KEPT_MAX = 1_000;

  /** How many are read at once. */
  static final int READ_MAX = 200;

  private final Changes changes = new Changes();

  // Guarded by this. Those from first to last are kept, each at its number modulo the most.
  private final @Nullable Event[] kept = new Event[KEPT_MAX];
  private long first = 1;
  private long last;

  /**
   * What came after a number.
   *
   * @param events the next ones, or none where some are not kept any more
   * @param upTo the number of the last of them; that of the last of all, where some are missing
   */
  record Reading(boolean isWhole, List<Event> events, long upTo) {
    Reading {
      events = List.copyOf(events);
    }
  }

  /** Tells those who wait that there is more, and lets them go at the end. */
  Changes changes() {
    return changes;
  }

  void add(Event event) {
    synchronized (this) {
      last++;
      kept[slot(last)] = event;
      first = Math.max(first, last - KEPT_MAX + 1);
    }
    changes.happened();
  }

  private static int slot(long number) {
    return (int) (number % KEPT_MAX);
  }

  synchronized long last() {
    return last;
  }

  synchronized Reading after(long seen) {
    if (seen < first - 1 || seen > last) {
      return new Reading(false, List.of(), last);
    }
    var events = new ArrayList<Event>();
    long number = seen;
    while (number < last && events.size() < READ_MAX) {
      number++;
      Event event = kept[slot(number)];
      if (event != null) {
        events.add(event);
      }
    }
    return new Reading(true, events, number);
  }

  /** Keeps nothing of what was; whoever comes back to it is told that something is missing. */
  synchronized void forget() {
    Arrays.fill(kept, null);
    last++;
    first = last + 1;
  }

  @Override
  public void close() {
    changes.close();
  }
}
