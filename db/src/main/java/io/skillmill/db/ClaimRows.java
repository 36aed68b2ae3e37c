package io.skillmill.db;

import io.skillmill.db.sql.Row;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.TaskState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table of tasks as those see it who hold claims on them. Every change is conditional on the
 * claim's lease.
 */
public final class ClaimRows {

  private final Session session;

  public ClaimRows(Session session) {
    this.session = session;
  }

  /**
   * What deciding about a claimed task takes. The type is a word, because a newer version may have
   * claimed it.
   */
  public record Claimed(
      String queue, String type, String workerId, int attempt, int spent, int maxAttempts) {}

  /** A claim as it stands, to be taken back. */
  public record Held(
      Lease lease,
      String queue,
      String type,
      String workerId,
      int attempt,
      int spent,
      int refunds,
      int maxAttempts,
      boolean started) {}

  /** Whether an attempt counts against its task. */
  public enum Cost {
    COUNTED,
    /** It was given back. */
    RETURNED,
    /** Its worker was lost before it began; a task is forgiven so often and no more. */
    FORGIVEN
  }

  /** When and how a claimed task goes back to its queue. */
  public record Requeue(
      Lease lease, Instant runAt, boolean waiting, Optional<String> error, Cost cost) {}

  // ---- finish

  /** The tasks of those leases that are still their own; they stay so until the commit. */
  public Map<Lease, Claimed> claimed(Collection<Lease> leases) throws SQLException {
    return owned(session.rowsOfAll("find_claimed_task", ClaimRows::readOwned, leases(leases)));
  }

  /** A claim's task was done. */
  public record Completion(Lease lease, Instant startedAt, Duration duration, String result) {

    private @Nullable Object[] values(Instant now) {
      return Session.values(
          now,
          lease.taskId(),
          lease.id(),
          startedAt,
          duration.toMillis(),
          String.valueOf(duration.toNanos() / 1e9),
          result);
    }
  }

  /**
   * Completes the tasks of those claims whose lease is still their own, with attempts and results.
   *
   * @param completions of which no two are of one lease
   * @return the tasks that were completed
   */
  public Map<Lease, Claimed> complete(Collection<Completion> completions, Instant now)
      throws SQLException {
    var sorted =
        completions.stream()
            .sorted(Comparator.comparingLong(completion -> completion.lease().taskId()))
            .toList();
    Map<Lease, Claimed> tasks =
        owned(
            session.rowsOfAll(
                "complete_task",
                ClaimRows::readOwned,
                sorted.stream().map(completion -> completion.values(now)).toList()));
    session.changeAll("complete_attempt", rows(sorted, tasks, (c, task) -> attempt(c, task, now)));
    session.changeAll("complete_result", rows(sorted, tasks, (c, task) -> result(c, task, now)));
    tasks
        .values()
        .forEach(
            task -> session.tally().move(task.queue(), TaskState.IN_PROGRESS, TaskState.COMPLETED));
    return tasks;
  }

  private static List<@Nullable Object[]> rows(
      List<Completion> completions,
      Map<Lease, Claimed> tasks,
      BiFunction<Completion, Claimed, @Nullable Object[]> row) {
    var rows = new ArrayList<@Nullable Object[]>(tasks.size());
    for (Completion completion : completions) {
      Claimed task = tasks.get(completion.lease());
      if (task != null) {
        rows.add(row.apply(completion, task));
      }
    }
    return rows;
  }

  private static @Nullable Object[] attempt(Completion completion, Claimed task, Instant now) {
    return Session.values(
        completion.startedAt(),
        now,
        completion.duration().toMillis(),
        completion.lease().taskId(),
        task.attempt());
  }

  private static @Nullable Object[] result(Completion completion, Claimed task, Instant now) {
    return Session.values(
        completion.lease().taskId(),
        completion.result(),
        metrics(completion.duration(), task),
        now);
  }

  /** What is told of a finished task beside its result, as a JSON object. */
  public static String metrics(Duration duration, Claimed task) {
    return Json.write(
        Json.object()
            .put("duration_seconds", duration.toNanos() / 1e9)
            .put("worker_id", task.workerId())
            .put("task_type", task.type()));
  }

  private record Owned(Lease lease, Claimed task) {}

  private static Owned readOwned(Row row) throws SQLException {
    return new Owned(new Lease(row.number(), row.text()), readClaimed(row));
  }

  private static Map<Lease, Claimed> owned(List<Owned> rows) {
    return rows.stream().collect(Collectors.toMap(Owned::lease, Owned::task));
  }

  /** Rows are locked in one order by all, so that nobody waits for each other. */
  private static Stream<Lease> inOrder(Collection<Lease> leases) {
    return leases.stream().distinct().sorted(Comparator.comparingLong(Lease::taskId));
  }

  private static List<@Nullable Object[]> leases(Collection<Lease> leases) {
    return inOrder(leases).map(lease -> Session.values(lease.taskId(), lease.id())).toList();
  }

  /** A task that was done and removed. */
  public record Forgotten(Lease lease, Claimed task, String path, Optional<String> contentHash) {}

  /**
   * Removes the tasks of those claims whose lease is still their own, with their attempts; but for
   * those that have a key, or had an attempt before this one.
   *
   * @param leases of which no two are the same
   */
  public List<Forgotten> forget(Collection<Lease> leases) throws SQLException {
    List<Forgotten> gone =
        session.rowsOfAll("forget_task", ClaimRows::readForgotten, leases(leases));
    session.changeAll(
        "forget_attempt",
        gone.stream().map(task -> Session.values(task.lease().taskId())).toList());
    gone.forEach(task -> session.tally().forget(task.task().queue()));
    return gone;
  }

  private static Forgotten readForgotten(Row row) throws SQLException {
    Owned owned = readOwned(row);
    return new Forgotten(owned.lease(), owned.task(), row.text(), row.textIfAny());
  }

  /** How a task fails for good. */
  public record Failure(Lease lease, String error, boolean rejected) {}

  /** Fails those tasks whose lease is still their own, and says how many. */
  public int fail(List<Failure> failures, Instant now) throws SQLException {
    return session.changeAll(
        "fail_task",
        failures.stream()
            .map(failure ->
                Session.values(
                    now,
                    failure.lease().taskId(),
                    failure.lease().id(),
                    failure.error(),
                    failure.rejected()))
            .toList());
  }

  /** Sends those tasks back to their queues whose lease is still their own, and says how many. */
  public int requeue(List<Requeue> requeues) throws SQLException {
    return session.changeAll(
        "requeue_task",
        requeues.stream()
            .map(back ->
                Session.values(
                    back.runAt(),
                    back.waiting(),
                    back.lease().taskId(),
                    back.lease().id(),
                    back.error(),
                    back.cost() != Cost.COUNTED,
                    back.cost() == Cost.FORGIVEN))
            .toList());
  }

  public boolean setProgress(Lease lease, String note) throws SQLException {
    return session.change("set_progress", note, lease.taskId(), lease.id()) > 0;
  }

  private static Claimed readClaimed(Row row) throws SQLException {
    return new Claimed(
        row.text(),
        row.text(),
        row.text(),
        row.smallNumber(),
        row.smallNumber(),
        row.smallNumber());
  }

  // ---- taking back

  public List<Held> heldBy(String workerId) throws SQLException {
    return session.rows("find_claims_of_worker", ClaimRows::readHeld, workerId);
  }

  /** The claims with these leases, where they stand. */
  public List<Held> held(Collection<Lease> leases) throws SQLException {
    return session.rowsOfAll("find_claim", ClaimRows::readHeld, leases(leases));
  }

  /** Which of these leases are their tasks' no more. */
  public List<Lease> revoked(Collection<Lease> leases) throws SQLException {
    return session.rowsOfAll(
        "find_revoked", row -> new Lease(row.number(), row.text()), leases(leases));
  }

  private static Held readHeld(Row row) throws SQLException {
    return new Held(
        new Lease(row.number(), row.text()),
        row.text(),
        row.text(),
        row.text(),
        row.smallNumber(),
        row.smallNumber(),
        row.smallNumber(),
        row.smallNumber(),
        row.flag());
  }
}
