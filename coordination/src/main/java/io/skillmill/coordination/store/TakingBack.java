package io.skillmill.coordination.store;

import io.skillmill.db.ClaimRows;
import io.skillmill.db.ResultRows;
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

  private final ClaimRows claims;
  private final WorkerRows workers;
  private final Settlement settlement;
  private final Instant now;

  TakingBack(Session session, Instant now) {
    claims = new ClaimRows(session);
    workers = new WorkerRows(session);
    settlement = new Settlement(session, now);
    this.now = now;
  }

  /**
   * Makes a worker known; who had the name before is taken for lost. The name passes first, so that
   * the earlier one cannot claim any more while its claims are looked up.
   */
  Registration register(WorkerCard card) throws SQLException {
    var worker = new Registration(card.workerId(), incarnation());
    workers.add(card, worker.incarnation(), now);
    takeFromLost(card.workerId());
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
      claims.heldBy(worker.workerId()).forEach(held -> giveBack(held, true));
      settlement.write();
    }
  }

  int release(List<Lease> leases) throws SQLException {
    List<ClaimRows.Held> good = claims.held(leases);
    good.forEach(held -> giveBack(held, !held.started()));
    settlement.write();
    return good.size();
  }

  private int takeFromLost(String workerId) throws SQLException {
    List<ClaimRows.Held> lost = claims.heldBy(workerId);
    String error = "The worker %s stopped giving signs of life".formatted(workerId);
    lost.forEach(held -> takeFromLost(held, error));
    settlement.write();
    return lost.size();
  }

  /**
   * What never started is not counted against the task, so that a task which kills its worker does
   * not use up the attempts of those that waited behind it. There is a bound to that, because a
   * task that kills within the first second is never seen to start.
   */
  private void takeFromLost(ClaimRows.Held held, String error) {
    boolean forgiven = !held.started() && held.refunds() < held.maxAttempts();
    if (forgiven) {
      requeue(held, now, Optional.of(error), ClaimRows.Cost.FORGIVEN);
    } else if (held.spent() < held.maxAttempts()) {
      Instant later = now.plus(Backoff.after(held.spent()));
      requeue(held, later, Optional.of(error), ClaimRows.Cost.COUNTED);
    } else {
      fail(held, error);
    }
    settlement.end(held, Attempt.Ending.LOST, Optional.of(error));
  }

  /** However often that happens: nobody died of it. */
  private void giveBack(ClaimRows.Held held, boolean free) {
    if (free || held.spent() < held.maxAttempts()) {
      var cost = free ? ClaimRows.Cost.RETURNED : ClaimRows.Cost.COUNTED;
      requeue(held, now, Optional.empty(), cost);
    } else {
      fail(held, "Its last attempt was given back unfinished");
    }
    settlement.end(held, Attempt.Ending.RELEASED, Optional.empty());
  }

  private void requeue(
      ClaimRows.Held held, Instant runAt, Optional<String> error, ClaimRows.Cost cost) {
    boolean waiting = runAt.isAfter(now);
    settlement.requeue(
        new ClaimRows.Requeue(held.lease(), runAt, waiting, error, cost), held.queue());
  }

  private void fail(ClaimRows.Held held, String error) {
    settlement.fail(new ClaimRows.Failure(held.lease(), error, false), held.queue());
    String metrics =
        Json.write(Json.object().put("worker_id", held.workerId()).put("task_type", held.type()));
    settlement.result(
        new ResultRows.New(
            held.lease().taskId(), Optional.empty(), Optional.of(error), metrics, now));
  }
}
