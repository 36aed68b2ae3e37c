package io.skillmill.coordination.store;

import io.skillmill.db.AttemptRows;
import io.skillmill.db.ResultRows;
import io.skillmill.db.TaskRows;
import io.skillmill.db.WorkerRows;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records finished attempts, each only while its lease is its task's, within one transaction. */
final class Finishing {

  private final TaskRows tasks;
  private final AttemptRows attempts;
  private final ResultRows results;
  private final WorkerRows workers;
  private final Instant now;
  private final Map<String, Integer> completedByWorker = new HashMap<>();

  Finishing(Session session, Instant now) {
    tasks = new TaskRows(session);
    attempts = new AttemptRows(session);
    results = new ResultRows(session);
    workers = new WorkerRows(session);
    this.now = now;
  }

  List<FinishAnswer> finish(List<Finish> batch) throws SQLException {
    var answers = new ArrayList<FinishAnswer>(batch.size());
    for (Finish finish : batch) {
      answers.add(finish(finish));
    }
    for (var completed : completedByWorker.entrySet()) {
      workers.countCompleted(completed.getKey(), completed.getValue());
    }
    return answers;
  }

  private FinishAnswer finish(Finish finish) throws SQLException {
    Optional<TaskRows.Claimed> owned =
        switch (finish.outcome()) {
          case Outcome.Completed _ -> tasks.complete(finish.lease(), now);
          case Outcome.Rejected(var error, var _) -> tasks.fail(finish.lease(), error, true, now);
          case Outcome.Crashed(var error) -> retryOrFail(finish, error);
          case Outcome.TimedOut(var error) -> retryOrFail(finish, error);
        };
    if (owned.isEmpty()) {
      return refuse(finish);
    }
    record(finish, owned.get());
    return FinishAnswer.RECORDED;
  }

  private Optional<TaskRows.Claimed> retryOrFail(Finish finish, String error) throws SQLException {
    Optional<TaskRows.Claimed> owned = tasks.claimed(finish.lease());
    if (owned.isEmpty()) {
      return owned;
    }
    TaskRows.Claimed task = owned.get();
    if (task.spent() >= task.maxAttempts()) {
      return tasks.fail(finish.lease(), error, false, now);
    }
    Instant runAt = now.plus(Backoff.after(task.spent()));
    var requeue = new TaskRows.Requeue(runAt, true, Optional.of(error), false);
    tasks.requeue(finish.lease(), task.queue(), requeue);
    return owned;
  }

  private void record(Finish finish, TaskRows.Claimed task) throws SQLException {
    long taskId = finish.lease().taskId();
    Optional<String> error = error(finish.outcome());
    attempts.end(
        taskId,
        task.attempt(),
        new AttemptRows.End(
            Optional.of(finish.startedAt()),
            now,
            Optional.of(finish.duration()),
            Attempt.Ending.of(finish.outcome()),
            error));
    boolean ended =
        switch (finish.outcome()) {
          case Outcome.Completed _, Outcome.Rejected _ -> true;
          case Outcome.Crashed _, Outcome.TimedOut _ -> task.spent() >= task.maxAttempts();
        };
    if (ended) {
      results.add(
          new ResultRows.New(
              taskId, result(finish.outcome()), error, metrics(finish.duration(), task), now));
      completedByWorker.merge(task.workerId(), 1, Integer::sum);
    }
  }

  /** A report sent twice gets the same answer; one from a lost lease is kept as late. */
  private FinishAnswer refuse(Finish finish) throws SQLException {
    Optional<Attempt.Ending> ending = attempts.ending(finish.lease());
    if (ending.isPresent() && reportedByWorker(ending.get())) {
      return FinishAnswer.RECORDED;
    }
    attempts.late(finish.lease(), lateReport(finish.outcome()), now);
    return FinishAnswer.LEASE_LOST;
  }

  private static boolean reportedByWorker(Attempt.Ending ending) {
    return switch (ending) {
      case COMPLETED, REJECTED, CRASHED, TIMED_OUT -> true;
      case LOST, RELEASED, CANCELLED -> false;
    };
  }

  private static String lateReport(Outcome outcome) {
    return result(outcome).or(() -> error(outcome)).orElse("");
  }

  private static Optional<String> result(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed(var result) -> Optional.of(result);
      case Outcome.Rejected(var _, var result) -> Optional.of(result);
      case Outcome.Crashed _, Outcome.TimedOut _ -> Optional.empty();
    };
  }

  private static Optional<String> error(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _ -> Optional.empty();
      case Outcome.Rejected(var error, var _) -> Optional.of(error);
      case Outcome.Crashed(var error) -> Optional.of(error);
      case Outcome.TimedOut(var error) -> Optional.of(error);
    };
  }

  private static String metrics(Duration duration, TaskRows.Claimed task) {
    return Json.write(
        Json.object()
            .put("duration_seconds", duration.toNanos() / 1e9)
            .put("worker_id", task.workerId())
            .put("task_type", task.type().word()));
  }
}
