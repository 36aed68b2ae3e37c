package io.skillmill.schema.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A worker's report of a finished attempt.
 *
 * @param lease the one the claim came with
 * @param outcome how it ended
 * @param startedAt when the work began, by the worker's clock
 * @param duration how long it took
 * @param history whether its task is to be remembered though it leaves no result
 */
public record Finish(
    Lease lease, Outcome outcome, Instant startedAt, Duration duration, boolean history) {

  /** Results in which nothing is told. */
  private static final Set<String> NOTHING = Set.of("", "{}", "[]", "null", "\"\"");

  public Finish(Lease lease, Outcome outcome, Instant startedAt, Duration duration) {
    this(lease, outcome, startedAt, duration, true);
  }

  /** The same, of a task that need not be remembered where it leaves no result. */
  public Finish withoutHistory() {
    return new Finish(lease, outcome, startedAt, duration, false);
  }

  /** Whether the task was done, left no result, and need not be remembered. */
  public boolean forgettable() {
    return !history
        && outcome instanceof Outcome.Completed(var result)
        && NOTHING.contains(result.strip());
  }
}
