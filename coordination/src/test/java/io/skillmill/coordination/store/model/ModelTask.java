package io.skillmill.coordination.store.model;

import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A task with its attempts and its result. */
final class ModelTask {

  final long id;
  final NewTask asked;
  final Instant createdAt;
  final List<ModelAttempt> attempts = new ArrayList<>();
  TaskState state = TaskState.QUEUED;
  Instant runAt;

  /** Whether it may not be claimed before {@link #runAt}. */
  boolean waits;

  Optional<Instant> startedAt = Optional.empty();
  Optional<Instant> completedAt = Optional.empty();
  Optional<String> workerId = Optional.empty();
  int spent;

  /** How many lost workers had it and never began; their attempts were not counted. */
  int unbegun;

  boolean rejected;
  Optional<String> progress = Optional.empty();
  Optional<String> error = Optional.empty();
  Optional<Result> result = Optional.empty();

  ModelTask(long id, NewTask asked, Instant now) {
    this.id = id;
    this.asked = asked;
    createdAt = now;
    runAt = now.plus(asked.terms().delay());
    waits = !asked.terms().delay().isZero();
  }

  ModelTask copy() {
    var copy = new ModelTask(id, asked, createdAt);
    attempts.forEach(attempt -> copy.attempts.add(attempt.copy()));
    copy.state = state;
    copy.runAt = runAt;
    copy.waits = waits;
    copy.startedAt = startedAt;
    copy.completedAt = completedAt;
    copy.workerId = workerId;
    copy.spent = spent;
    copy.unbegun = unbegun;
    copy.rejected = rejected;
    copy.progress = progress;
    copy.error = error;
    copy.result = result;
    return copy;
  }

  // ---- asking

  String queue() {
    return asked.terms().queue();
  }

  int maxAttempts() {
    return asked.terms().maxAttempts();
  }

  Optional<String> contentHash() {
    return asked.source().map(SkillSource::contentHash);
  }

  boolean claimed() {
    return state == TaskState.IN_PROGRESS;
  }

  boolean claimedBy(String worker) {
    return claimed() && workerId.equals(Optional.of(worker));
  }

  /** Whether this lease is the one that was granted last, and still good. */
  boolean heldUnder(Lease lease) {
    return claimed() && attempts.getLast().leaseId.equals(lease.id());
  }

  Lease lease() {
    return new Lease(id, attempts.getLast().leaseId);
  }

  boolean readyAt(Instant now) {
    return state == TaskState.QUEUED && !(waits && runAt.isAfter(now));
  }

  /** Whether it answers for later tasks with its key, without being done again. */
  boolean hasAnswer() {
    return state == TaskState.COMPLETED || (state == TaskState.FAILED && rejected);
  }

  // ---- moving

  void offerAt(Instant when, boolean later) {
    state = TaskState.QUEUED;
    runAt = when;
    waits = later;
  }

  void end(TaskState how, Instant now) {
    state = how;
    completedAt = Optional.of(now);
  }

  // ---- showing

  Claim claim() {
    return new Claim(
        lease(),
        asked.type(),
        asked.path(),
        contentHash(),
        asked.parser(),
        attempts.size(),
        asked.terms().timeout());
  }

  Task view() {
    return new Task(
        id,
        asked.type(),
        asked.path(),
        state,
        queue(),
        asked.terms().priority(),
        createdAt,
        runAt,
        startedAt,
        completedAt,
        workerId,
        attempts.size(),
        spent,
        maxAttempts(),
        asked.terms().timeout(),
        asked.parser(),
        contentHash(),
        progress,
        error);
  }
}
