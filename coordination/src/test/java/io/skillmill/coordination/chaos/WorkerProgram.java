package io.skillmill.coordination.chaos;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.contract.Reports;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A worker whose tasks only take their time. It ends when nothing is left to do, and says what it
 * did.
 */
final class WorkerProgram {

  static final int SLOTS = 4;
  static final Duration LOST_AFTER = Duration.ofSeconds(2);
  private static final Duration BEAT = Duration.ofMillis(200);

  private WorkerProgram() {}

  public static void main(String[] arguments) throws InterruptedException {
    long workNanos = Long.parseLong(arguments[2]);
    var handlers =
        Handlers.of(
            TaskType.PARSE,
            context -> {
              LockSupport.parkNanos(workNanos);
              return new Outcome.Completed(Reports.resultOf(context.claim().lease()));
            });
    try (var store = LocalSkillStore.open(Path.of(arguments[0]));
        var worker =
            SkillWorker.builder(store, handlers)
                .id(arguments[1])
                .slots(SLOTS)
                .heartbeat(BEAT)
                .lostAfter(LOST_AFTER)
                .start()) {
      System.out.println(Program.READY);
      System.out.println("drained " + worker.drain().awaitEnd());
    }
  }
}
