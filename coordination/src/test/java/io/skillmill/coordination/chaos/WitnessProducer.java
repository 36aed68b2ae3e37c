package io.skillmill.coordination.chaos;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.TaskType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Enqueues until so many tasks are acknowledged, and writes down what it was told. A batch that
 * failed is not tried again, but another instead, so that it is seen what became of it.
 *
 * <p>Arguments: the store, the folder of journals, its name, how many tasks, how many in a batch,
 * and the nanoseconds to rest between batches.
 */
final class WitnessProducer {

  static final String ENQUEUED = "enqueued all";
  private static final long FAILED_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private WitnessProducer() {}

  public static void main(String[] arguments) throws IOException {
    int total = Integer.parseInt(arguments[3]);
    int size = Integer.parseInt(arguments[4]);
    long restNanos = Long.parseLong(arguments[5]);
    try (var journal = Journal.of(Path.of(arguments[1]), arguments[2]);
        var store = Address.open(arguments[0])) {
      System.out.println(Program.READY);
      int failures = 0;
      int acknowledged = 0;
      for (int batch = 0; acknowledged < total; batch++) {
        var prefix = "%s-%d".formatted(arguments[2], batch);
        boolean done = enqueue(store, journal, prefix, size);
        acknowledged += done ? size : 0;
        failures += done ? 0 : 1;
        LockSupport.parkNanos(done ? restNanos : FAILED_REST_NANOS);
      }
      System.out.printf("%s: %d tasks, %d failures%n", ENQUEUED, acknowledged, failures);
    }
  }

  private static boolean enqueue(SkillStore store, Journal journal, String prefix, int size) {
    var tasks =
        IntStream.range(0, size)
            .mapToObj(n -> NewTask.of(TaskType.PARSE, prefix + "/" + n))
            .toList();
    journal.trying(prefix, size);
    List<Enqueued> answers;
    try {
      answers = store.enqueue(tasks);
    } catch (ProblemException e) {
      System.out.println("failed: " + e.getMessage());
      return false;
    }
    journal.enqueued(prefix, answers.stream().map(Enqueued::taskId).toList());
    return true;
  }
}
