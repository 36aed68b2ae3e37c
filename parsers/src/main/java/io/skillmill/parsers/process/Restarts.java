package io.skillmill.parsers.process;

import io.skillmill.schema.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether another process of a parser may be started, and when: at once after the first
 * failure, later and later after each further one, never again after too many in a row. A success
 * forgets them all. Thread-safe.
 */
final class Restarts {

  /** How many failures in a row end the use of a parser for this run. */
  static final int FAILURES_MAX = 20;

  /** How many of them may be failures to start. */
  static final int START_FAILURES_MAX = 3;

  private static final Duration PAUSE_FIRST = Duration.ofMillis(100);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(5);
  private static final int DOUBLINGS_MAX = 10;

  private int failures;
  private int startFailures;
  private @Nullable Problem last;

  synchronized void succeeded() {
    failures = 0;
    startFailures = 0;
  }

  /** It broke over a source. */
  synchronized void failed(Problem problem) {
    failures++;
    last = problem;
  }

  /** It did not even say hello. */
  synchronized void failedToStart(Problem problem) {
    startFailures++;
    failed(problem);
  }

  /** There is no such program, and starting it again would not help. */
  synchronized void cannotStart(Problem problem) {
    startFailures = START_FAILURES_MAX;
    failed(problem);
  }

  /** How long to wait before the next start. */
  synchronized Duration pause() {
    if (failures < 2) {
      return Duration.ZERO;
    }
    Duration pause = PAUSE_FIRST.multipliedBy(1L << Math.min(failures - 2, DOUBLINGS_MAX));
    return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
  }

  /** The failure after which there is no other start; empty while there may be one. */
  synchronized Optional<Problem> givenUp() {
    return failures >= FAILURES_MAX || startFailures >= START_FAILURES_MAX
        ? Optional.ofNullable(last)
        : Optional.empty();
  }
}
