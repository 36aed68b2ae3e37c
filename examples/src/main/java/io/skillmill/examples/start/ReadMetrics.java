package io.skillmill.examples.start;

import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskType;
import java.nio.file.Path;
import java.util.List;

/**
 * What the store knows about work that was done: how long each task took, who did it, what it was,
 * and how much each worker did.
 *
 * <p>Arguments: a folder for the store.
 */
public final class ReadMetrics {

  private ReadMetrics() {}

  public static void main(String[] args) throws InterruptedException {
    try (var store = LocalSkillStore.open(Path.of(args[0], "store.db"))) {
      var tasks =
          List.of(
              NewTask.of(TaskType.PARSE, "skills/pdf"), NewTask.of(TaskType.ANALYZE, "skills/pdf"));
      var enqueued = store.enqueue(tasks);
      var handlers =
          Handlers.of(TaskType.PARSE, _ -> new Outcome.Completed("{}"))
              .with(TaskType.ANALYZE, _ -> new Outcome.Completed("{}"));
      SkillWorker.builder(store, handlers).id("worker-1").start().drain().awaitEnd();

      for (var task : enqueued) {
        var metrics = Json.readOurs(store.result(task.taskId()).orElseThrow().metrics());
        System.out.printf(
            "%s by %s, duration measured: %b%n",
            metrics.path("task_type").asString(),
            metrics.path("worker_id").asString(),
            metrics.path("duration_seconds").asDouble() > 0);
      }
      for (var worker : store.workers()) {
        System.out.printf(
            "%s is %s and completed %d tasks%n",
            worker.card().workerId(), worker.status().word(), worker.tasksCompleted());
      }
    }
  }
}
