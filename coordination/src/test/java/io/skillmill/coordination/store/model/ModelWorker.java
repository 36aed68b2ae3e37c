package io.skillmill.coordination.store.model;

import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Pulse;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.WorkerCard;
import io.skillmill.schema.task.WorkerView;
import java.time.Instant;
import java.util.Set;

/** A name that is or was a worker's. */
record ModelWorker(
    WorkerCard card,
    Registration registration,
    WorkerView.Status status,
    long beats,
    long tasksCompleted,
    Set<Lease> forgotten,
    Instant lastHeartbeat,
    Instant createdAt) {

  boolean active() {
    return status == WorkerView.Status.ACTIVE;
  }

  Pulse pulse() {
    return new Pulse(registration, beats);
  }

  ModelWorker beat(Instant now) {
    return new ModelWorker(
        card, registration, status, beats + 1, tasksCompleted, forgotten, now, createdAt);
  }

  ModelWorker as(WorkerView.Status newStatus) {
    return new ModelWorker(
        card, registration, newStatus, beats, tasksCompleted, forgotten, lastHeartbeat, createdAt);
  }

  /** With what it completed in one report, of which these are not there any more. */
  ModelWorker completed(int more, Set<Lease> nowForgotten) {
    return new ModelWorker(
        card,
        registration,
        status,
        beats,
        tasksCompleted + more,
        nowForgotten,
        lastHeartbeat,
        createdAt);
  }

  WorkerView view(long holding) {
    return new WorkerView(card, status, tasksCompleted, holding, lastHeartbeat, createdAt);
  }
}
