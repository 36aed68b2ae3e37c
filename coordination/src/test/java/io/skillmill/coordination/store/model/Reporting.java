package io.skillmill.coordination.store.model;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.TaskState;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Records finished attempts, one after the other. */
final class Reporting {

  private final Tables tables;
  private final Choices choices;
  private final Set<Weakness> weaknesses;
  private final Instant now;
  private final Map<String, Done> done = new HashMap<>();

  /** What was completed for a worker with this report. */
  private static final class Done {
    int tasks;
    final Set<Lease> forgotten = new HashSet<>();
  }

  Reporting(Tables tables, Choices choices, Set<Weakness> weaknesses, Instant now) {
    this.tables = tables;
    this.choices = choices;
    this.weaknesses = weaknesses;
    this.now = now;
  }

  List<FinishAnswer> finish(List<Finish> batch) {
    var answers = batch.stream().map(this::finish).toList();
    done.forEach((worker, leases) ->
        tables.workers.computeIfPresent(
            worker, (_, known) -> known.completed(leases.tasks, Set.copyOf(leases.forgotten))));
    return answers;
  }

  private FinishAnswer finish(Finish finish) {
    var held = held(finish);
    if (held.isPresent()) {
      record(finish, tables.edit(held.get()));
      return FinishAnswer.RECORDED;
    }
    var attempt = tables.attemptUnder(finish.lease());
    boolean again = attempt.filter(ModelAttempt::reported).isPresent() || forgot(finish.lease());
    if (again && !weaknesses.contains(Weakness.NO_MEMORY_OF_REPORTS)) {
      return FinishAnswer.RECORDED;
    }
    tables.task(finish.lease().taskId()).map(tables::edit).ifPresent(_ -> keepAsLate(finish));
    return FinishAnswer.LEASE_LOST;
  }

  private boolean forgot(Lease lease) {
    return tables.forgot(lease)
        || done.values().stream().anyMatch(each -> each.forgotten.contains(lease));
  }

  private Optional<ModelTask> held(Finish finish) {
    return weaknesses.contains(Weakness.NO_LEASE_CHECK)
        ? tables.task(finish.lease().taskId()).filter(ModelTask::claimed)
        : tables.heldUnder(finish.lease());
  }

  /** The first late report stays. */
  private void keepAsLate(Finish finish) {
    tables
        .attemptUnder(finish.lease())
        .filter(attempt -> attempt.lateAt.isEmpty())
        .ifPresent(attempt -> {
          attempt.lateAt = Optional.of(now);
          attempt.lateResult =
              Optional.of(finish.outcome().kept().or(finish.outcome()::why).orElse(""));
        });
  }

  private void record(Finish finish, ModelTask task) {
    var attempt = task.attempts.getLast();
    attempt.startedAt = attempt.startedAt.or(() -> Optional.of(finish.startedAt()));
    attempt.duration = Optional.of(finish.duration());
    attempt.end(Attempt.Ending.of(finish.outcome()), finish.outcome().why(), now);
    task.error = finish.outcome().why();
    task.rejected = finish.outcome() instanceof Outcome.Rejected;
    switch (finish.outcome()) {
      case Outcome.Completed _ -> complete(finish, task);
      case Outcome.Rejected _ -> end(task, TaskState.FAILED, finish);
      case Outcome.Crashed _, Outcome.TimedOut _ -> {
        if (task.spent >= task.maxAttempts()) {
          end(task, TaskState.FAILED, finish);
        } else {
          task.offerAt(now.plus(choices.backoff(task.id, task.spent)), true);
        }
      }
    }
  }

  /** Nobody wants to hear again of a task that left nothing, and to which nothing happened. */
  private void complete(Finish finish, ModelTask task) {
    if (finish.forgettable() && task.attempts.size() == 1 && task.asked.dedupeKey().isEmpty()) {
      tables.forget(task);
      count(task).forgotten.add(finish.lease());
    } else {
      end(task, TaskState.COMPLETED, finish);
    }
  }

  private Done count(ModelTask task) {
    var worker = done.computeIfAbsent(task.attempts.getLast().workerId, _ -> new Done());
    worker.tasks++;
    return worker;
  }

  private void end(ModelTask task, TaskState state, Finish finish) {
    task.end(state, now);
    String worker = task.attempts.getLast().workerId;
    var metrics =
        Json.object()
            .put("duration_seconds", finish.duration().toNanos() / 1e9)
            .put("worker_id", worker)
            .put("task_type", task.asked.type().word());
    task.result =
        Optional.of(
            new Result(
                task.id,
                task.asked.path(),
                finish.outcome().kept(),
                finish.outcome().why(),
                Json.write(metrics),
                now));
    count(task);
  }
}
