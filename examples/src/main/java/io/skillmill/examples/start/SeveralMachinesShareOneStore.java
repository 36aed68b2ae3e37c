package io.skillmill.examples.start;

import io.skillmill.coordination.handling.TaskContext;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskFilter;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerView;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Two workers with nothing in common but the store share its tasks, and each task is done once.
 * They could as well be two processes; on one file, on one machine.
 *
 * <p>Arguments: a folder for the store.
 */
public final class SeveralMachinesShareOneStore {

  private static final int TASKS = 200;

  private SeveralMachinesShareOneStore() {}

  public static void main(String[] args) throws InterruptedException {
    var file = Path.of(args[0], "store.db");
    try (var left = LocalSkillStore.open(file);
        var right = LocalSkillStore.open(file)) {
      left.enqueue(
          IntStream.range(0, TASKS)
              .mapToObj(i -> NewTask.of(TaskType.PARSE, "skills/" + i))
              .toList());

      // Neither goes on before the other has come, so that both have a share.
      var bothAreHere = new CountDownLatch(2);
      var one = worker(left, "left", bothAreHere);
      var two = worker(right, "right", bothAreHere);
      one.drain().awaitEnd();
      two.drain().awaitEnd();

      System.out.printf("%d of %d tasks are done%n", right.counts().completed(), TASKS);
      var workers = right.workers();
      System.out.printf("by %d workers, each with a share: %b%n", workers.size(), shared(workers));
      System.out.printf("each task was attempted once: %b%n", eachOnce(right));
    }
  }

  private static SkillWorker worker(LocalSkillStore store, String id, CountDownLatch bothAreHere) {
    var arrived = new CountDownLatch(1);
    var handlers =
        Handlers.of(
            TaskType.PARSE,
            (TaskContext context) -> {
              synchronized (arrived) {
                if (arrived.getCount() == 1) {
                  arrived.countDown();
                  bothAreHere.countDown();
                }
              }
              boolean met = bothAreHere.await(30, TimeUnit.SECONDS);
              return new Outcome.Completed("{\"met\":" + met + "}");
            });
    return SkillWorker.builder(store, handlers).id(id).slots(1).start();
  }

  private static boolean shared(List<WorkerView> workers) {
    return workers.stream().allMatch(worker -> worker.tasksCompleted() > 0);
  }

  private static boolean eachOnce(LocalSkillStore store) {
    return store.tasks(TaskFilter.ALL.limit(TASKS)).stream().allMatch(task -> task.attempt() == 1);
  }
}
