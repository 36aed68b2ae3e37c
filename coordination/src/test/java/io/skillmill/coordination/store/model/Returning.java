package io.skillmill.coordination.store.model;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Pulse;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.WorkerCard;
import io.skillmill.schema.task.WorkerView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets workers come and go, and ends claims that will not be finished. */
final class Returning {

  static final String LOST = "its worker was lost";
  static final String GIVEN_BACK = "its last attempt was given back";

  private final Tables tables;
  private final Choices choices;
  private final Instant now;

  Returning(Tables tables, Choices choices, Instant now) {
    this.tables = tables;
    this.choices = choices;
    this.now = now;
  }

  Registration register(WorkerCard card) {
    var earlier = Optional.ofNullable(tables.workers.get(card.workerId()));
    var fresh = new Registration(card.workerId(), choices.incarnation(card.workerId()));
    tables.put(
        new ModelWorker(
            card,
            fresh,
            WorkerView.Status.ACTIVE,
            0,
            earlier.map(ModelWorker::tasksCompleted).orElse(0L),
            earlier.map(ModelWorker::forgotten).orElse(Set.of()),
            now,
            earlier.map(ModelWorker::createdAt).orElse(now)));
    heldBy(card.workerId()).forEach(this::takeFromLost);
    return fresh;
  }

  int rescue(Pulse pulse) {
    var still = tables.active(pulse.worker()).filter(worker -> worker.beats() == pulse.beats());
    if (still.isEmpty()) {
      return 0;
    }
    tables.put(still.get().as(WorkerView.Status.LOST));
    var lost = heldBy(pulse.worker().workerId());
    lost.forEach(this::takeFromLost);
    return lost.size();
  }

  void retire(Registration worker) {
    tables
        .active(worker)
        .ifPresent(known -> {
          tables.put(known.as(WorkerView.Status.STOPPED));
          heldBy(worker.workerId()).forEach(task -> giveBack(task, true));
        });
  }

  int release(List<Lease> leases) {
    int released = 0;
    for (Lease lease : leases) {
      var held = tables.heldUnder(lease);
      if (held.isPresent()) {
        giveBack(held.get(), held.get().attempts.getLast().startedAt.isEmpty());
        released++;
      }
    }
    return released;
  }

  private List<ModelTask> heldBy(String worker) {
    return tables.tasks(task -> task.claimedBy(worker));
  }

  private void takeFromLost(ModelTask found) {
    var task = tables.edit(found);
    var attempt = task.attempts.getLast();
    task.error = Optional.of(LOST);
    attempt.end(Attempt.Ending.LOST, task.error, now);
    if (attempt.startedAt.isEmpty() && task.unbegun < task.maxAttempts()) {
      task.unbegun++;
      task.spent--;
      task.offerAt(now, false);
    } else if (task.spent < task.maxAttempts()) {
      task.offerAt(now.plus(choices.backoff(task.id, task.spent)), true);
    } else {
      fail(task);
    }
  }

  private void giveBack(ModelTask found, boolean free) {
    var task = tables.edit(found);
    task.error = Optional.empty();
    task.attempts.getLast().end(Attempt.Ending.RELEASED, Optional.empty(), now);
    if (free) {
      task.spent--;
    }
    if (task.spent < task.maxAttempts()) {
      task.offerAt(now, false);
    } else {
      task.error = Optional.of(GIVEN_BACK);
      fail(task);
    }
  }

  private void fail(ModelTask task) {
    task.end(TaskState.FAILED, now);
    var metrics =
        Json.object()
            .put("worker_id", task.attempts.getLast().workerId)
            .put("task_type", task.asked.type().word());
    task.result =
        Optional.of(
            new Result(
                task.id,
                task.asked.path(),
                Optional.empty(),
                task.error,
                Json.write(metrics),
                now));
  }
}
