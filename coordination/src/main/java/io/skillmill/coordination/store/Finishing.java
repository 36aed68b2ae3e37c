package io.skillmill.coordination.store;

import io.skillmill.db.AttemptRows;
import io.skillmill.db.ClaimRows;
import io.skillmill.db.ResultRows;
import io.skillmill.db.WorkerRows;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Outcome;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Records finished attempts, each only while its lease is its task's, within one transaction. */
final class Finishing {

  private final ClaimRows claims;
  private final AttemptRows attempts;
  private final WorkerRows workers;
  private final Settlement settlement;
  private final Instant now;
  private final Forgetting forgetting;
  private final SortedMap<String, Integer> completedByWorker = new TreeMap<>();

  Finishing(Session session, Instant now) {
    claims = new ClaimRows(session);
    attempts = new AttemptRows(session);
    workers = new WorkerRows(session);
    settlement = new Settlement(session, now);
    forgetting = new Forgetting(session);
    this.now = now;
  }

  List<FinishAnswer> finish(List<Finish> batch) throws SQLException {
    Collection<Finish> first = firstOfEach(batch);
    var forgotten = forgetting.forget(forgettable(first));
    var owned = new HashMap<>(forgotten);
    owned.putAll(claims.complete(completions(first, forgotten.keySet()), now));
    owned.putAll(claims.claimed(unsuccessful(first)));
    var settled = new HashSet<Lease>();
    var answers = new ArrayList<FinishAnswer>(batch.size());
    for (Finish finish : batch) {
      ClaimRows.Claimed task = owned.get(finish.lease());
      if (task == null) {
        answers.add(refuse(finish));
      } else {
        if (settled.add(finish.lease())) {
          if (settle(finish, task)) {
            completedByWorker.merge(task.workerId(), 1, Integer::sum);
          }
        }
        answers.add(FinishAnswer.RECORDED);
      }
    }
    settlement.write();
    workers.countCompleted(done(forgotten));
    return answers;
  }

  /** Where reports about one lease differ, the first counts. */
  private static Collection<Finish> firstOfEach(List<Finish> batch) {
    var first = new LinkedHashMap<Lease, Finish>();
    batch.forEach(finish -> first.putIfAbsent(finish.lease(), finish));
    return first.values();
  }

  private static List<Lease> forgettable(Collection<Finish> finishes) {
    return finishes.stream().filter(Finish::forgettable).map(Finish::lease).toList();
  }

  private static List<ClaimRows.Completion> completions(
      Collection<Finish> finishes, Set<Lease> forgotten) {
    var completions = new ArrayList<ClaimRows.Completion>(finishes.size());
    for (Finish finish : finishes) {
      if (finish.outcome() instanceof Outcome.Completed(var result)
          && !forgotten.contains(finish.lease())) {
        completions.add(
            new ClaimRows.Completion(
                finish.lease(), finish.startedAt(), finish.duration(), result));
      }
    }
    return completions;
  }

  private static List<Lease> unsuccessful(Collection<Finish> finishes) {
    return finishes.stream()
        .filter(finish -> !(finish.outcome() instanceof Outcome.Completed))
        .map(Finish::lease)
        .toList();
  }

  /** Whether that ended the task. */
  private boolean settle(Finish finish, ClaimRows.Claimed task) {
    return switch (finish.outcome()) {
      case Outcome.Completed _ -> true; // Its task was completed with the others.
      case Outcome.Rejected(var error, var result) -> {
        fail(finish, task, error, true);
        record(finish, task, Optional.of(error));
        keep(finish, task, Optional.of(result), error);
        yield true;
      }
      case Outcome.Crashed(var error) -> retryOrFail(finish, task, error);
      case Outcome.TimedOut(var error) -> retryOrFail(finish, task, error);
    };
  }

  private SortedMap<String, WorkerRows.Done> done(Map<Lease, ClaimRows.Claimed> forgotten) {
    var leases = new HashMap<String, List<Lease>>();
    forgotten.forEach((lease, task) ->
        leases.computeIfAbsent(task.workerId(), _ -> new ArrayList<>()).add(lease));
    var done = new TreeMap<String, WorkerRows.Done>();
    completedByWorker.forEach((worker, tasks) ->
        done.put(worker, new WorkerRows.Done(tasks, leases.getOrDefault(worker, List.of()))));
    return done;
  }

  private void keep(Finish finish, ClaimRows.Claimed task, Optional<String> result, String error) {
    settlement.result(
        new ResultRows.New(
            finish.lease().taskId(),
            result,
            Optional.of(error),
            ClaimRows.metrics(finish.duration(), task),
            now));
  }

  /** Whether that was the last attempt. */
  private boolean retryOrFail(Finish finish, ClaimRows.Claimed task, String error) {
    record(finish, task, Optional.of(error));
    if (task.spent() >= task.maxAttempts()) {
      fail(finish, task, error, false);
      keep(finish, task, Optional.empty(), error);
      return true;
    }
    Instant runAt = now.plus(Backoff.after(task.spent()));
    settlement.requeue(
        new ClaimRows.Requeue(
            finish.lease(), runAt, true, Optional.of(error), ClaimRows.Cost.COUNTED),
        task.queue());
    return false;
  }

  private void fail(Finish finish, ClaimRows.Claimed task, String error, boolean rejected) {
    settlement.fail(new ClaimRows.Failure(finish.lease(), error, rejected), task.queue());
  }

  private void record(Finish finish, ClaimRows.Claimed task, Optional<String> error) {
    settlement.end(
        finish.lease().taskId(),
        task.attempt(),
        new AttemptRows.End(
            Optional.of(finish.startedAt()),
            now,
            Optional.of(finish.duration()),
            Attempt.Ending.of(finish.outcome()),
            error));
  }

  /** A report sent twice gets the same answer; one from a lost lease is kept as late. */
  private FinishAnswer refuse(Finish finish) throws SQLException {
    Optional<Attempt.Ending> ending = attempts.ending(finish.lease());
    if (ending.isPresent() && reportedByWorker(ending.get())) {
      return FinishAnswer.RECORDED;
    }
    if (ending.isEmpty() && workers.forgot(finish.lease())) {
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
    return outcome.kept().or(outcome::why).orElse("");
  }
}
