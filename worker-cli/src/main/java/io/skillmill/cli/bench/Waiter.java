package io.skillmill.cli.bench;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskType;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A worker as any other, whose tasks do nothing but tell when they began. */
final class Waiter implements AutoCloseable {

  private static final int SECONDS_MAX = 30;

  private final BlockingQueue<Instant> begun;
  private final SkillWorker worker;

  private Waiter(BlockingQueue<Instant> begun, SkillWorker worker) {
    this.begun = begun;
    this.worker = worker;
  }

  static Waiter start(SkillStore store, String name) {
    var begun = new LinkedBlockingQueue<Instant>();
    var handlers =
        Handlers.of(
            TaskType.PARSE,
            _ -> {
              begun.add(Instant.now());
              return new Outcome.Completed("{}");
            });
    return new Waiter(
        begun, SkillWorker.builder(store, handlers).id(name + "-waiter").slots(1).start());
  }

  /** When the next task began. */
  Instant began() {
    try {
      Instant at = begun.poll(SECONDS_MAX, TimeUnit.SECONDS);
      if (at == null) {
        throw Problem.store(
                "A task was not picked up within %d seconds".formatted(SECONDS_MAX),
                "Measure on a machine with less to do, or report this")
            .asException();
      }
      return at;
    } catch (InterruptedException e) {
      throw new IllegalStateException("The bench was interrupted", e);
    }
  }

  @Override
  public void close() {
    worker.close();
  }
}
