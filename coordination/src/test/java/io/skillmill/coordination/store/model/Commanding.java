package io.skillmill.coordination.store.model;

import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Pruned;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Does what people order. */
final class Commanding {

  private final Tables tables;
  private final Instant now;

  Commanding(Tables tables, Instant now) {
    this.tables = tables;
    this.now = now;
  }

  int cancel(TaskSelection selection) {
    var live = selected(selection).stream().filter(task -> task.state.live()).toList();
    for (var found : live) {
      var task = tables.edit(found);
      if (task.claimed()) {
        task.attempts.getLast().end(Attempt.Ending.CANCELLED, Optional.empty(), now);
      }
      task.end(TaskState.CANCELLED, now);
    }
    return live.size();
  }

  int retry(TaskSelection selection) {
    int offered = 0;
    for (var found : selected(selection)) {
      boolean ended = found.state == TaskState.FAILED || found.state == TaskState.CANCELLED;
      if (ended && !keyIsLive(found)) {
        offerAfresh(tables.edit(found));
        offered++;
      }
    }
    return offered;
  }

  private boolean keyIsLive(ModelTask one) {
    return one.asked.dedupeKey().isPresent()
        && !tables
            .tasks(other ->
                other.state.live() && other.asked.dedupeKey().equals(one.asked.dedupeKey()))
            .isEmpty();
  }

  private void offerAfresh(ModelTask task) {
    task.offerAt(now, false);
    task.completedAt = Optional.empty();
    task.spent = 0;
    task.unbegun = 0;
    task.rejected = false;
    task.error = Optional.empty();
    task.result = Optional.empty();
  }

  private List<ModelTask> selected(TaskSelection selection) {
    return switch (selection) {
      case TaskSelection.Ids(var ids) -> tables.tasks(task -> ids.contains(task.id));
      case TaskSelection.Queue(var name) -> tables.tasks(task -> task.queue().equals(name));
      case TaskSelection.All() -> tables.tasks(_ -> true);
    };
  }

  Pruned prune(Instant before, Set<TaskState> states) {
    var old =
        tables.tasks(task ->
            !task.state.live()
                && states.contains(task.state)
                && task.completedAt.orElseThrow().isBefore(before));
    old.forEach(tables::remove);
    tables.sources.values().removeIf(taskId -> tables.task(taskId).isEmpty());
    int contents = tables.contents.size();
    tables.contents.keySet().removeIf(this::unused);
    int workers = tables.workers.size();
    tables
        .workers
        .values()
        .removeIf(worker -> !worker.active() && worker.lastHeartbeat().isBefore(before));
    return new Pruned(
        old.size(), contents - tables.contents.size(), workers - tables.workers.size());
  }

  private boolean unused(String hash) {
    return tables.tasks(task -> task.contentHash().equals(Optional.of(hash))).isEmpty();
  }
}
