package io.skillmill.coordination.store;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a task waits for its next attempt: twice as long each time, up to a limit, and somewhere
 * in the upper half of that, so that tasks which failed together do not all come back together.
 */
final class Backoff {

  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofMinutes(10);

  private Backoff() {}

  /** The wait after so many attempts that counted. */
  static Duration after(int spent) {
    int doublings = Math.clamp(spent - 1L, 0, 30);
    long most = Math.min(LONGEST.toMillis(), FIRST.toMillis() << doublings);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
  }
}
