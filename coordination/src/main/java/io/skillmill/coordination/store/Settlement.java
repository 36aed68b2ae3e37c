package io.skillmill.coordination.store;

import io.skillmill.db.AttemptRows;
import io.skillmill.db.ClaimRows;
import io.skillmill.db.ResultRows;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.TaskState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of claims: collected while it is decided and written at once, because a database far
 * away makes every statement a journey.
 */
final class Settlement {

  private final Session session;
  private final Instant now;
  private final List<ClaimRows.Failure> failures = new ArrayList<>();
  private final List<ClaimRows.Requeue> requeues = new ArrayList<>();
  private final List<AttemptRows.Ended> attempts = new ArrayList<>();
  private final List<ResultRows.New> results = new ArrayList<>();

  Settlement(Session session, Instant now) {
    this.session = session;
    this.now = now;
  }

  void fail(ClaimRows.Failure failure, String queue) {
    failures.add(failure);
    move(queue, TaskState.FAILED);
  }

  void requeue(ClaimRows.Requeue back, String queue) {
    requeues.add(back);
    move(queue, TaskState.QUEUED);
  }

  private void move(String queue, TaskState to) {
    session.tally().move(queue, TaskState.IN_PROGRESS, to);
  }

  void end(long taskId, int attempt, AttemptRows.End end) {
    attempts.add(new AttemptRows.Ended(taskId, attempt, end));
  }

  /** An attempt ended without a word of its worker. */
  void end(ClaimRows.Held held, Attempt.Ending ending, Optional<String> error) {
    end(
        held.lease().taskId(),
        held.attempt(),
        new AttemptRows.End(Optional.empty(), now, Optional.empty(), ending, error));
  }

  void result(ResultRows.New result) {
    results.add(result);
  }

  void write() throws SQLException {
    var claims = new ClaimRows(session);
    expect(failures.size(), claims.fail(failures, now));
    expect(requeues.size(), claims.requeue(requeues));
    new AttemptRows(session).end(attempts);
    new ResultRows(session).add(results);
  }

  /** Whoever decides about claims has found them good in the same transaction. */
  private static void expect(int decided, int written) {
    if (written != decided) {
      throw new IllegalStateException(
          "%d claims were found good and %d of them written".formatted(decided, written));
    }
  }
}
