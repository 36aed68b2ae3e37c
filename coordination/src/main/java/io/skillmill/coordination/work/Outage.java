package io.skillmill.coordination.work;

import io.skillmill.schema.problem.Problem;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Counts how long the store has failed, and when to try it again. The dispatcher's alone. */
final class Outage {

  private static final long PAUSE_FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long PAUSE_MAX_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int DOUBLINGS_MAX = 10;

  private final RandomGenerator chance;
  private int failures;
  private long sinceNanos;
  private long tryAgainNanos;

  Outage(RandomGenerator chance) {
    this.chance = chance;
  }

  boolean on() {
    return failures > 0;
  }

  /** Notes a failure; the next try is some time off, a different time for every worker. */
  void failed(long nanos) {
    if (failures == 0) {
      sinceNanos = nanos;
    }
    long most = Math.min(PAUSE_MAX_NANOS, PAUSE_FIRST_NANOS << Math.min(failures, DOUBLINGS_MAX));
    failures++;
    tryAgainNanos = nanos + most / 2 + chance.nextLong(most / 2);
  }

  void over() {
    failures = 0;
  }

  long nanosUntilTry(long nanos) {
    return on() ? Math.max(0, tryAgainNanos - nanos) : 0;
  }

  boolean longerThan(Duration limit, long nanos) {
    return on() && nanos - sinceNanos > limit.toNanos();
  }

  static Problem lost(Problem last, Duration limit, int unsent) {
    return Problem.store(
        "The store has failed for %d s, and %d finished tasks could not be reported: %s"
            .formatted(limit.toSeconds(), unsent, last.what()),
        last.remedy() + ", then start the worker again: nothing is lost but time");
  }
}
