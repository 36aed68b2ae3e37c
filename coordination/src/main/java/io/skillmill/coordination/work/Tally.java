package io.skillmill.coordination.work;

import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Counts for the report. The dispatcher's alone. */
final class Tally {

  private final LongSupplier nanoTime;
  private final long startNanos;
  private long completed;
  private long failed;
  private long crashed;
  private long timedOut;
  private long released;
  private long abandoned;
  private long lostFinishes;
  private long leftBehind;

  Tally(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    startNanos = nanoTime.getAsLong();
  }

  void finished(WorkerListener.Finished finished) {
    if (finished.answer() == FinishAnswer.LEASE_LOST) {
      lostFinishes++;
      return;
    }
    switch (finished.outcome()) {
      case Outcome.Completed _ -> completed++;
      case Outcome.Rejected _ -> failed++;
      case Outcome.Crashed _ -> crashed++;
      case Outcome.TimedOut _ -> timedOut++;
    }
  }

  void released(int tasks) {
    released += tasks;
  }

  void abandoned() {
    abandoned++;
  }

  void unsent(int reports) {
    lostFinishes += reports;
  }

  void leftBehind(long tasks) {
    leftBehind = tasks;
  }

  WorkerReport report(long rescued, Optional<Problem> problem) {
    return new WorkerReport(
        completed,
        failed,
        crashed,
        timedOut,
        released,
        abandoned,
        lostFinishes,
        rescued,
        leftBehind,
        Duration.ofNanos(nanoTime.getAsLong() - startNanos),
        problem);
  }
}
