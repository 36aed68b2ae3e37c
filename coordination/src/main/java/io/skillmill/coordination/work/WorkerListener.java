package io.skillmill.coordination.work;

import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Outcome;
import java.time.Duration;
import java.util.List;

/**
 * Hears what a worker does, one call at a time, on the worker's own thread: be quick. What a
 * listener throws is logged and goes no further.
 */
public interface WorkerListener {

  /** Hears nothing. */
  WorkerListener NONE = new WorkerListener() {};

  /**
   * An attempt that was reported to the store.
   *
   * @param claim what was worked on
   * @param outcome how it ended
   * @param duration how long it took
   * @param answer whether it counts
   */
  record Finished(Claim claim, Outcome outcome, Duration duration, FinishAnswer answer) {}

  default void claimed(List<Claim> claims) {}

  default void finished(Finished finished) {}

  /** A task did not end when it was interrupted; its thread was left behind. */
  default void abandoned(Claim claim) {}

  /** The store took this worker for dead; it has registered again and goes on. */
  default void lost(String workerId) {}

  /** Something went wrong that the worker gets over by itself. */
  default void problem(Problem problem) {}
}
