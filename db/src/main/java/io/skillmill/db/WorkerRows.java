package io.skillmill.db;

import io.skillmill.db.sql.Row;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Pulse;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.WorkerCard;
import io.skillmill.schema.task.WorkerView;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The table of workers. */
public final class WorkerRows {

  private static final long ANY_PULSE = -1;

  private final Session session;

  public WorkerRows(Session session) {
    this.session = session;
  }

  public void add(WorkerCard card, String incarnation, Instant now) throws SQLException {
    session.change(
        "add_worker", card.workerId(), now, incarnation, card.host(), card.pid(), card.slots());
  }

  public boolean isActive(Registration worker) throws SQLException {
    return session
        .row("is_worker_active", _ -> true, worker.workerId(), worker.incarnation())
        .isPresent();
  }

  /**
   * The same for those who are about to claim for it: until they are done, nobody takes it for
   * dead.
   */
  public boolean hold(Registration worker) throws SQLException {
    return session
        .row("hold_worker", _ -> true, worker.workerId(), worker.incarnation())
        .isPresent();
  }

  /** Counts a sign of life; false where the worker is not active under this incarnation. */
  public boolean beat(Registration worker, Instant now) throws SQLException {
    return session.change("beat", now, worker.workerId(), worker.incarnation()) > 0;
  }

  /** Ends an active worker, whatever its pulse. */
  public boolean end(Registration worker, WorkerView.Status status) throws SQLException {
    return end(worker, status, ANY_PULSE);
  }

  /** Ends an active worker whose pulse has not moved. */
  public boolean end(Pulse pulse, WorkerView.Status status) throws SQLException {
    return pulse.beats() >= 0 && end(pulse.worker(), status, pulse.beats());
  }

  private boolean end(Registration worker, WorkerView.Status status, long beats)
      throws SQLException {
    return session.change(
            "end_worker", status.word(), worker.workerId(), worker.incarnation(), beats)
        > 0;
  }

  /**
   * What a worker completed with one report.
   *
   * @param forgotten the leases of those tasks that are not there any more
   */
  public record Done(int tasks, List<Lease> forgotten) {}

  /** Adds to what these workers have completed, and notes what was forgotten this time. */
  public void countCompleted(SortedMap<String, Done> byWorker) throws SQLException {
    session.changeAll(
        "count_completed",
        byWorker.entrySet().stream()
            .map(done ->
                Session.values(
                    done.getValue().tasks(), words(done.getValue().forgotten()), done.getKey()))
            .toList());
  }

  /** Whether the latest report of some worker had its task forgotten. */
  public boolean forgot(Lease lease) throws SQLException {
    return session.row("find_forgotten_lease", _ -> true, word(lease)).isPresent();
  }

  private static Optional<String> words(List<Lease> leases) {
    return leases.isEmpty()
        ? Optional.empty()
        : Optional.of(leases.stream().map(WorkerRows::word).collect(Collectors.joining()));
  }

  /** Between marks of its own, so that it is not found inside another. */
  private static String word(Lease lease) {
    return " " + lease.taskId() + ":" + lease.id() + ";";
  }

  public List<Pulse> pulses() throws SQLException {
    return session.rows(
        "find_pulses", row -> new Pulse(new Registration(row.text(), row.text()), row.number()));
  }

  public List<WorkerView> list() throws SQLException {
    return session.rows("list_workers", WorkerRows::read);
  }

  public long removeEnded(Instant before) throws SQLException {
    return session.rows("remove_ended_workers", Row::text, before).size();
  }

  private static WorkerView read(Row row) throws SQLException {
    return new WorkerView(
        new WorkerCard(row.text(), row.text(), row.number(), row.smallNumber()),
        WorkerView.Status.of(row.text()),
        row.number(),
        row.number(),
        row.instant(),
        row.instant());
  }
}
