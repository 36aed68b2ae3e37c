package io.skillmill.coordination.simulation;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Task;
import java.util.Optional;

/** Looks at how tasks have ended, when all has come to rest. */
final class Ends {

  private final World world;
  private final SkillStore eyes;

  Ends(World world, SkillStore eyes) {
    this.world = world;
    this.eyes = eyes;
  }

  /** Holds a task to its history. */
  void check(Task task) {
    long id = task.taskId();
    var attempts = eyes.attempts(id);
    long completed =
        attempts.stream()
            .filter(attempt -> attempt.ending().equals(Optional.of(Attempt.Ending.COMPLETED)))
            .count();
    switch (task.state()) {
      case QUEUED, IN_PROGRESS -> must(false, "I7: task %d is still %s", id, task.state());
      case CANCELLED -> must(eyes.result(id).isEmpty(), "I11: task %d has a result", id);
      case FAILED -> {
        boolean rejected = attempts.getLast().ending().equals(Optional.of(Attempt.Ending.REJECTED));
        must(
            rejected || task.spent() == task.maxAttempts(),
            "I6: task %d failed after %d of %d attempts",
            id,
            task.spent(),
            task.maxAttempts());
      }
      case COMPLETED -> {
        must(completed == 1, "I3: task %d was completed %d times", id, completed);
        var last = attempts.getLast();
        must(
            last.ending().equals(Optional.of(Attempt.Ending.COMPLETED)),
            "I3: task %d is completed, and its last attempt %s",
            id,
            last.ending());
        var expected = Machine.resultOf(task.path(), new Lease(id, last.leaseId()));
        must(
            eyes.result(id).flatMap(result -> result.result()).equals(Optional.of(expected)),
            "I3: the result of task %d is not that of its last attempt",
            id);
      }
    }
  }

  @SuppressWarnings("AnnotateFormatMethod") // has nothing to be annotated with
  private void must(boolean holds, String promise, Object... details) {
    if (!holds) {
      world.violated(promise.formatted(details));
    }
  }
}
