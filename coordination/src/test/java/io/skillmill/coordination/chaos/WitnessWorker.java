package io.skillmill.coordination.chaos;

import io.skillmill.coordination.store.contract.Reports;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.coordination.work.WorkerListener;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A worker whose tasks only take their time, and which writes down what it was told. It works until
 * it is told to {@link #DRAIN}, then until nothing is left.
 *
 * <p>Arguments: the store, the folder of journals, its name, the nanoseconds of a task.
 */
final class WitnessWorker {

  static final String DRAIN = "drain";
  static final String DRAINED = "drained";

  /** An order to say what time it is. */
  static final String CLOCK = "clock";

  static final int SLOTS = 4;
  static final Duration LOST_AFTER = Duration.ofSeconds(2);
  private static final Duration BEAT = Duration.ofMillis(200);
  private static final Duration STORE_LOST_AFTER = Duration.ofMinutes(2);

  private WitnessWorker() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    long workNanos = Long.parseLong(arguments[3]);
    var handlers =
        Handlers.of(
            TaskType.PARSE,
            context -> {
              if (workNanos > 0) {
                LockSupport.parkNanos(workNanos);
              }
              return new Outcome.Completed(Reports.resultOf(context.claim().lease()));
            });
    try (var journal = Journal.of(Path.of(arguments[1]), arguments[2]);
        var store = Address.open(arguments[0]);
        var worker =
            SkillWorker.builder(store, handlers)
                .id(arguments[2])
                .slots(SLOTS)
                .heartbeat(BEAT)
                .lostAfter(LOST_AFTER)
                .storeLostAfter(STORE_LOST_AFTER)
                .listener(new Notes(journal))
                .start()) {
      System.out.println(Program.READY);
      obey();
      System.out.println(DRAINED + " " + worker.drain().awaitEnd());
    }
  }

  /** Returns when it is time to drain. */
  private static void obey() throws IOException {
    var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var order = orders.readLine(); !DRAIN.equals(order); order = orders.readLine()) {
      System.out.println(CLOCK + " " + System.currentTimeMillis());
    }
  }

  private record Notes(Journal journal) implements WorkerListener {

    @Override
    public void claimed(List<Claim> claims) {
      journal.claimed(claims);
    }

    @Override
    public void finished(Finished finished) {
      journal.finished(finished.claim().lease(), finished.answer());
    }
  }
}
