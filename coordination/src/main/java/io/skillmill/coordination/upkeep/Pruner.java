package io.skillmill.coordination.upkeep;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.TaskState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Removes finished tasks past their age, at the first round and every hour from then on. */
final class Pruner {

  private static final long INTERVAL_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final Set<TaskState> FINISHED =
      EnumSet.allOf(TaskState.class).stream()
          .filter(state -> !state.live())
          .collect(Collectors.toUnmodifiableSet());

  private final SkillStore store;
  private final Duration keep;
  private final LongSupplier nanoTime;
  private long dueNanos;

  Pruner(SkillStore store, Duration keep, LongSupplier nanoTime) {
    this.store = store;
    this.keep = keep;
    this.nanoTime = nanoTime;
    this.dueNanos = nanoTime.getAsLong();
  }

  void round() {
    long now = nanoTime.getAsLong();
    if (now - dueNanos >= 0) {
      store.prune(keep, FINISHED);
      dueNanos = now + INTERVAL_NANOS;
    }
  }
}
