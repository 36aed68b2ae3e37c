package io.skillmill.db;

import io.skillmill.db.sql.Row;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Lease;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of attempts: one row for each claim. */
public final class AttemptRows {

  private final Session session;

  public AttemptRows(Session session) {
    this.session = session;
  }

  /** How an attempt ended. */
  public record End(
      Optional<Instant> startedAt,
      Instant endedAt,
      Optional<Duration> duration,
      Attempt.Ending ending,
      Optional<String> error) {}

  /** The attempt with this number is over. */
  public record Ended(long taskId, int attempt, End end) {

    private @Nullable Object[] values() {
      return Session.values(
          end.startedAt(),
          end.endedAt(),
          end.duration().map(Duration::toMillis),
          end.ending().word(),
          end.error(),
          taskId,
          attempt);
    }
  }

  public void start(List<Lease> leases, Instant now) throws SQLException {
    session.changeAll(
        "start_attempt",
        leases.stream().map(lease -> Session.values(now, lease.taskId(), lease.id())).toList());
  }

  public void end(List<Ended> attempts) throws SQLException {
    session.changeAll("end_attempt", attempts.stream().map(Ended::values).toList());
  }

  /** How the attempt with this lease ended; empty where there is none, or it has not. */
  public Optional<Attempt.Ending> ending(Lease lease) throws SQLException {
    return session
        .row("find_attempt_outcome", Row::textIfAny, lease.taskId(), lease.id())
        .flatMap(word -> word.map(Attempt.Ending::of));
  }

  /** Keeps a report that came when the lease was lost; only the first one. */
  public void late(Lease lease, String report, Instant now) throws SQLException {
    session.change("mark_attempt_late", now, report, lease.taskId(), lease.id());
  }

  public void remove(List<Long> taskIds) throws SQLException {
    session.changeAll("remove_attempts", taskIds.stream().map(Session::values).toList());
  }

  public List<Attempt> of(long taskId) throws SQLException {
    return session.rows("list_attempts", AttemptRows::read, taskId);
  }

  private static Attempt read(Row row) throws SQLException {
    return new Attempt(
        row.smallNumber(),
        row.text(),
        row.text(),
        row.instant(),
        row.instantIfAny(),
        row.instantIfAny(),
        row.numberIfAny().map(Duration::ofMillis),
        row.textIfAny().map(Attempt.Ending::of),
        row.textIfAny(),
        row.instantIfAny(),
        row.textIfAny());
  }
}
