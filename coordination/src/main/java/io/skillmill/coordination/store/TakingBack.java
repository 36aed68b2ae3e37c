package io.skillmill.coordination.store;

import io.skillmill.db.AttemptRows;
import io.skillmill.db.ResultRows;
import io.skillmill.db.TaskRows;
import io.skillmill.db.WorkerRows;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Pulse;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.WorkerCard;
import io.skillmill.schema.task.WorkerView;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Ends claims that will not be finished: given back, or taken from a lost worker. */
final class TakingBack {

  private final TaskRows tasks;
  private final AttemptRows attempts;
  private final ResultRows results;
  private final WorkerRows workers;
  private final Instant now;

  TakingBack(Session session, Instant now) {
    tasks = new TaskRows(session);
    attempts = new AttemptRows(session);
    results = new ResultRows(session);
    workers = new WorkerRows(session);
    this.now = now;
  }

  /** Makes a worker known; who had the name before is taken for lost. */
  Registration register(WorkerCard card) throws SQLException {
    var worker = new Registration(card.workerId(), incarnation());
    takeFromLost(card.workerId());
    workers.add(card, worker.incarnation(), now);
    return worker;
  }

  /** Only tells incarnations apart, so it need not be secret. */
  private static String incarnation() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  int rescue(Pulse pulse) throws SQLException {
    return workers.end(pulse, WorkerView.Status.LOST) ? takeFromLost(pulse.worker().workerId()) : 0;
  }

  void retire(Registration worker) throws SQLException {
    if (workers.end(worker, WorkerView.Status.STOPPED)) {
      for (TaskRows.Held held : tasks.heldBy(worker.workerId())) {
        giveBack(held, true);
      }
    }
  }

  int release(List<Lease> leases) throws SQLException {
    int released = 0;
    for (Lease lease : leases) {
      Optional<TaskRows.Held> held = tasks.held(lease);
      if (held.isPresent()) {
        giveBack(held.get(), !held.get().started());
        released++;
      }
    }
    return released;
  }

  private int takeFromLost(String workerId) throws SQLException {
    List<TaskRows.Held> lost = tasks.heldBy(workerId);
    for (TaskRows.Held held : lost) {
      takeFromLost(held, "The worker %s stopped giving signs of life".formatted(workerId));
    }
    return lost.size();
  }

  /**
   * What never started is not counted against the task, so that a task which kills its worker does
   * not use up the attempts of those that waited behind it. There is a bound to that, because a
   * task that kills within the first second is never seen to start.
   */
  private void takeFromLost(TaskRows.Held held, String error) throws SQLException {
    boolean refund = !held.started() && held.refunds() < held.maxAttempts();
    if (refund) {
      requeue(held, new TaskRows.Requeue(now, false, Optional.of(error), true));
    } else if (held.spent() < held.maxAttempts()) {
      Instant runAt = now.plus(Backoff.after(held.spent()));
      requeue(held, new TaskRows.Requeue(runAt, true, Optional.of(error), false));
    } else {
      fail(held, error);
    }
    end(held, Attempt.Ending.LOST, Optional.of(error));
  }

  private void giveBack(TaskRows.Held held, boolean refund) throws SQLException {
    if (refund || held.spent() < held.maxAttempts()) {
      requeue(held, new TaskRows.Requeue(now, false, Optional.empty(), refund));
    } else {
      fail(held, "Its last attempt was given back unfinished");
    }
    end(held, Attempt.Ending.RELEASED, Optional.empty());
  }

  private void requeue(TaskRows.Held held, TaskRows.Requeue how) throws SQLException {
    tasks.requeue(held.lease(), held.queue(), how);
  }

  private void fail(TaskRows.Held held, String error) throws SQLException {
    Optional<TaskRows.Claimed> failed = tasks.fail(held.lease(), error, false, now);
    if (failed.isPresent()) {
      String metrics =
          Json.write(
              Json.object()
                  .put("worker_id", failed.get().workerId())
                  .put("task_type", failed.get().type().word()));
      results.add(
          new ResultRows.New(
              held.lease().taskId(), Optional.empty(), Optional.of(error), metrics, now));
    }
  }

  private void end(TaskRows.Held held, Attempt.Ending ending, Optional<String> error)
      throws SQLException {
    attempts.end(
        held.lease().taskId(),
        held.attempt(),
        new AttemptRows.End(Optional.empty(), now, Optional.empty(), ending, error));
  }
}
