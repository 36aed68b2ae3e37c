package io.skillmill.coordination.store.model;

import io.skillmill.schema.task.Counts;
import io.skillmill.schema.task.QueueView;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskFilter;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.WorkerView;
import java.util.EnumMap;
import java.util.List;
import java.util.function.Predicate;

/** Shows what there is; counts by counting. */
final class Looking {

  private Looking() {}

  static Counts counts(Tables tables) {
    long forgotten = tables.forgotten.values().stream().mapToLong(Long::longValue).sum();
    return counts(tables, _ -> true).withForgotten(forgotten);
  }

  private static Counts counts(Tables tables, Predicate<ModelTask> which) {
    var in = new EnumMap<TaskState, Long>(TaskState.class);
    tables.tasks(which).forEach(task -> in.merge(task.state, 1L, Long::sum));
    return new Counts(
        in.getOrDefault(TaskState.QUEUED, 0L),
        in.getOrDefault(TaskState.IN_PROGRESS, 0L),
        in.getOrDefault(TaskState.COMPLETED, 0L),
        in.getOrDefault(TaskState.FAILED, 0L),
        in.getOrDefault(TaskState.CANCELLED, 0L));
  }

  static List<QueueView> queues(Tables tables) {
    return tables.queues.entrySet().stream()
        .map(queue ->
            new QueueView(
                queue.getKey(),
                queue.getValue(),
                counts(tables, task -> task.queue().equals(queue.getKey()))
                    .withForgotten(tables.forgotten.getOrDefault(queue.getKey(), 0L))))
        .toList();
  }

  static List<Task> tasks(Tables tables, TaskFilter filter) {
    return tables.tasks(task -> task.id > filter.after() && passes(task, filter)).stream()
        .limit(filter.limit())
        .map(ModelTask::view)
        .toList();
  }

  private static boolean passes(ModelTask task, TaskFilter filter) {
    return (filter.states().isEmpty() || filter.states().contains(task.state))
        && filter.queue().map(task.queue()::equals).orElse(true)
        && filter.type().map(type -> type == task.asked.type()).orElse(true);
  }

  static List<WorkerView> workers(Tables tables) {
    return tables.workers.values().stream()
        .map(worker ->
            worker.view(tables.tasks(task -> task.claimedBy(worker.card().workerId())).size()))
        .toList();
  }
}
