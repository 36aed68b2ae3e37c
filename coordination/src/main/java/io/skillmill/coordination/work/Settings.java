package io.skillmill.coordination.work;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.upkeep.Upkeep;
import io.skillmill.schema.task.WorkerCard;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** How a worker is set up; never changes once it runs. */
record Settings(
    SkillStore store,
    Handlers handlers,
    WorkerCard card,
    List<String> queues,
    Duration heartbeat,
    Upkeep.Plan upkeep,
    Duration interruptGrace,
    Duration storeLostAfter,
    boolean history,
    WorkerListener listener,
    Surroundings surroundings) {

  /**
   * What a worker finds where it runs.
   *
   * @param clock for instants that people read
   * @param nanoTime a clock that only goes forward
   * @param chance spreads what many workers would do at once
   * @param abandonedMax how many threads may be left behind before the process is not fit any more
   */
  record Surroundings(
      InstantSource clock, LongSupplier nanoTime, RandomGenerator chance, int abandonedMax) {}

  static final int SLOTS_MAX = 10_000;

  /** Who is heard less often than this is too easily taken for dead, or too slow to notice it. */
  private static final int BEATS_PER_LOST_TIME_MIN = 4;

  Settings {
    queues = List.copyOf(queues);
    if (card.slots() < 1 || card.slots() > SLOTS_MAX) {
      throw new IllegalArgumentException(
          "A worker has 1 to %d slots, not %d".formatted(SLOTS_MAX, card.slots()));
    }
    var longest = upkeep.lostAfter().dividedBy(BEATS_PER_LOST_TIME_MIN);
    if (heartbeat.toMillis() < 1 || heartbeat.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "A heartbeat of %s does not fit a worker that is lost after %s; make it %s or shorter"
              .formatted(heartbeat, upkeep.lostAfter(), longest));
    }
  }

  /** How many tasks can be under way at a time. */
  int slotsInUse() {
    return handlers.allCpuBound() ? Math.min(card.slots(), cores()) : card.slots();
  }

  InstantSource clock() {
    return surroundings.clock();
  }

  long nanos() {
    return surroundings.nanoTime().getAsLong();
  }

  static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }
}
