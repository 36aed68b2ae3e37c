package io.skillmill.coordination.store.model;

import java.time.Duration;
import java.util.List;

/**
 * What the promises of a store leave open. A model that runs alone draws lots; one that runs in
 * step with another store chooses what that one chose, after asking whether it was allowed to.
 */
public interface Choices {

  /** The longest wait after so many attempts that counted. */
  static Duration longestBackoff(int spent) {
    long doubled = 1_000L << Math.clamp(spent - 1L, 0, 20);
    return Duration.ofMillis(Math.min(Duration.ofMinutes(10).toMillis(), doubled));
  }

  /** The number of a new task, {@code least} or higher. */
  long taskId(long least);

  /** 32 hex digits for the attempt with this number. */
  String lease(long taskId, int attempt);

  /** What tells this registration of a name from the earlier ones. */
  String incarnation(String workerId);

  /** How long a task waits after so many attempts that counted: half of the longest, or more. */
  Duration backoff(long taskId, int spent);

  /** All open queues, in the order in which they are claimed from this time. */
  List<String> inTurn(List<String> open);
}
