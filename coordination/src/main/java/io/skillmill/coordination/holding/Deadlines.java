package io.skillmill.coordination.holding;

import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When which run is due to be interrupted, or to be left behind. Guarded by the lock of {@link
 * Hands}.
 */
final class Deadlines {

  private static final Comparator<Run> BY_DUE =
      ((Comparator<Run>) (a, b) -> Long.compare(a.dueNanos - b.dueNanos, 0))
          .thenComparing(run -> run.lease().id());

  private final TreeSet<Run> runs = new TreeSet<>(BY_DUE);

  /** Sets, or moves, the moment a run is due. */
  void set(Run run, long dueNanos) {
    runs.remove(run);
    run.dueNanos = dueNanos;
    runs.add(run);
  }

  void remove(Run run) {
    runs.remove(run);
  }

  /** The next run that is due by now, or null. It stays until it is moved or removed. */
  @Nullable Run due(long nanos) {
    return runs.isEmpty() || runs.first().dueNanos - nanos > 0 ? null : runs.first();
  }

  /** How long until the first is due; {@code idle} where there is none. */
  long nanosUntilDue(long nanos, long idle) {
    return runs.isEmpty() ? idle : Math.min(idle, Math.max(0, runs.first().dueNanos - nanos));
  }
}
