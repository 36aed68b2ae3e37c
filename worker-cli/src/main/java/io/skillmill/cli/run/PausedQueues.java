package io.skillmill.cli.run;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.QueueView;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskState;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Says, once for each queue, that a run waits because somebody paused it. */
final class PausedQueues {

  private final SkillStore store;
  private final Consumer<String> note;
  private final Set<String> told = new HashSet<>();

  PausedQueues(SkillStore store, Consumer<String> note) {
    this.store = store;
    this.note = note;
  }

  /** Looks whether this task, which does not move, is held back. */
  void look(long taskId) {
    store
        .task(taskId)
        .filter(task -> task.state() == TaskState.QUEUED)
        .map(Task::queue)
        .filter(queue -> !told.contains(queue) && isPaused(queue))
        .ifPresent(this::tell);
  }

  private boolean isPaused(String queue) {
    return store.queues().stream()
        .filter(view -> view.name().equals(queue))
        .anyMatch(QueueView::paused);
  }

  private void tell(String queue) {
    told.add(queue);
    note.accept(
        ("skillmill: The queue %1$s is paused, and tasks of this run wait in it."
                + " Let it go on with: skillmill resume %1$s")
            .formatted(queue));
  }
}
