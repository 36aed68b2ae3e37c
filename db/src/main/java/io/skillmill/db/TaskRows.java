package io.skillmill.db;

import io.skillmill.db.sql.Row;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskFilter;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.TaskType;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of tasks. Every change of a claimed task is conditional on its lease. */
public final class TaskRows {

  private final Session session;

  public TaskRows(Session session) {
    this.session = session;
  }

  /** A task that can answer for a new one with the same key. */
  public record Keyed(long taskId, TaskState state) {}

  /** What deciding about a claimed task takes. */
  public record Claimed(
      String queue, TaskType type, String workerId, int attempt, int spent, int maxAttempts) {}

  /** A claim as it stands, to be taken back. */
  public record Held(
      Lease lease,
      String queue,
      int attempt,
      int spent,
      int refunds,
      int maxAttempts,
      boolean started) {}

  /** When and how a claimed task goes back to its queue. */
  public record Requeue(Instant runAt, boolean waiting, Optional<String> error, boolean refund) {}

  // ---- enqueue

  public Optional<Keyed> findByKey(String key) throws SQLException {
    return session.row(
        "find_task_by_key", row -> new Keyed(row.number(), TaskState.of(row.text())), key);
  }

  public long add(NewTask task, Instant now) throws SQLException {
    NewTask.Terms terms = task.terms();
    session.tally().add(terms.queue(), TaskState.QUEUED, 1);
    return session
        .row(
            "add_task",
            Row::number,
            task.type().word(),
            task.path(),
            now,
            terms.queue(),
            terms.priority(),
            now.plus(terms.delay()),
            !terms.delay().isZero(),
            terms.maxAttempts(),
            terms.timeout().toMillis(),
            task.parser().map(NewTask.ParserRef::name),
            task.parser().map(NewTask.ParserRef::version),
            task.source().map(SkillSource::contentHash),
            task.dedupeKey())
        .orElseThrow();
  }

  // ---- claim

  /** Lets tasks of a queue whose time has come be claimed. */
  public void wakeDue(String queue, Instant now) throws SQLException {
    session.change("wake_due_tasks", queue, now);
  }

  public boolean anyReady(String queue, String parsers) throws SQLException {
    return session.row("is_task_ready", _ -> true, queue, parsers).isPresent();
  }

  /** When the next waiting task of a queue falls due, of those that these parsers can do. */
  public Optional<Instant> nextDue(String queue, String parsers) throws SQLException {
    return session.row("find_next_due", Row::instant, queue, parsers);
  }

  /** Claims for a worker, highest priority and oldest first, and opens an attempt for each. */
  public List<Claim> claim(String workerId, String queue, String parsers, int max, Instant now)
      throws SQLException {
    record Prioritised(Claim claim, int priority) {}
    List<Prioritised> rows =
        session.rows(
            "claim_tasks",
            row -> new Prioritised(readClaim(row), row.smallNumber()),
            workerId,
            now,
            queue,
            parsers,
            max);
    List<Claim> claims =
        rows.stream()
            .sorted(
                Comparator.comparingInt(Prioritised::priority)
                    .reversed()
                    .thenComparingLong(row -> row.claim().taskId()))
            .map(Prioritised::claim)
            .toList();
    for (Claim claim : claims) {
      session.change(
          "add_attempt", claim.taskId(), claim.attempt(), claim.lease().id(), workerId, now);
    }
    session.tally().add(queue, TaskState.QUEUED, -claims.size());
    session.tally().add(queue, TaskState.IN_PROGRESS, claims.size());
    return claims;
  }

  private static Claim readClaim(Row row) throws SQLException {
    return new Claim(
        new Lease(row.number(), row.text()),
        TaskType.of(row.text()),
        row.text(),
        row.textIfAny(),
        readParser(row),
        row.smallNumber(),
        Duration.ofMillis(row.number()));
  }

  private static Optional<NewTask.ParserRef> readParser(Row row) throws SQLException {
    @Nullable String name = row.textIfAny().orElse(null);
    @Nullable String version = row.textIfAny().orElse(null);
    return name == null
        ? Optional.empty()
        : Optional.of(new NewTask.ParserRef(name, version == null ? "" : version));
  }

  // ---- finish

  /** The task, if the lease is still its own. */
  public Optional<Claimed> claimed(Lease lease) throws SQLException {
    return session.row("find_claimed_task", TaskRows::readClaimed, lease.taskId(), lease.id());
  }

  /** Completes the task, if the lease is still its own. */
  public Optional<Claimed> complete(Lease lease, Instant now) throws SQLException {
    return ended(
        TaskState.COMPLETED,
        session.row("complete_task", TaskRows::readClaimed, now, lease.taskId(), lease.id()));
  }

  /** Fails the task for good, if the lease is still its own. */
  public Optional<Claimed> fail(Lease lease, String error, boolean rejected, Instant now)
      throws SQLException {
    return ended(
        TaskState.FAILED,
        session.row(
            "fail_task", TaskRows::readClaimed, now, lease.taskId(), lease.id(), error, rejected));
  }

  /** Sends the task back to its queue, if the lease is still its own. */
  public boolean requeue(Lease lease, String queue, Requeue how) throws SQLException {
    int changed =
        session.change(
            "requeue_task",
            how.runAt(),
            how.waiting(),
            lease.taskId(),
            lease.id(),
            how.error(),
            how.refund());
    if (changed > 0) {
      session.tally().move(queue, TaskState.IN_PROGRESS, TaskState.QUEUED);
    }
    return changed > 0;
  }

  public boolean setProgress(Lease lease, String note) throws SQLException {
    return session.change("set_progress", note, lease.taskId(), lease.id()) > 0;
  }

  private Optional<Claimed> ended(TaskState state, Optional<Claimed> task) {
    task.ifPresent(t -> session.tally().move(t.queue(), TaskState.IN_PROGRESS, state));
    return task;
  }

  private static Claimed readClaimed(Row row) throws SQLException {
    return new Claimed(
        row.text(),
        TaskType.of(row.text()),
        row.text(),
        row.smallNumber(),
        row.smallNumber(),
        row.smallNumber());
  }

  // ---- taking back

  public List<Held> heldBy(String workerId) throws SQLException {
    return session.rows("find_claims_of_worker", TaskRows::readHeld, workerId);
  }

  public Optional<Held> held(Lease lease) throws SQLException {
    return session.row("find_claim", TaskRows::readHeld, lease.taskId(), lease.id());
  }

  /** Which of these leases are their tasks' no more. */
  public List<Lease> revoked(Collection<Lease> leases) throws SQLException {
    var pairs = Json.array();
    leases.forEach(lease -> pairs.addArray().add(lease.taskId()).add(lease.id()));
    return session.rows(
        "find_revoked", row -> new Lease(row.number(), row.text()), Json.write(pairs));
  }

  private static Held readHeld(Row row) throws SQLException {
    return new Held(
        new Lease(row.number(), row.text()),
        row.text(),
        row.smallNumber(),
        row.smallNumber(),
        row.smallNumber(),
        row.smallNumber(),
        row.flag());
  }

  // ---- orders

  /** Up to 1,000 live tasks of a selection, above an id. */
  public List<Long> live(TaskSelection selection, long after) throws SQLException {
    return selected("find_live_tasks", selection, after);
  }

  /** Up to 1,000 failed or cancelled tasks of a selection, above an id. */
  public List<Long> retryable(TaskSelection selection, long after) throws SQLException {
    return selected("find_retryable_tasks", selection, after);
  }

  private List<Long> selected(String statement, TaskSelection selection, long after)
      throws SQLException {
    return switch (selection) {
      case TaskSelection.Ids(var ids) ->
          ids.stream().distinct().filter(id -> id > after).sorted().limit(1000).toList();
      case TaskSelection.Queue(var name) -> session.rows(statement, Row::number, after, name);
      case TaskSelection.All() -> session.rows(statement, Row::number, after, null);
    };
  }

  /** A task's state, queue and latest attempt. */
  public record Standing(TaskState state, String queue, int attempt) {}

  public Optional<Standing> standing(long taskId) throws SQLException {
    return session.row(
        "find_task_state",
        row -> new Standing(TaskState.of(row.text()), row.text(), row.smallNumber()),
        taskId);
  }

  /** Cancels a live task; its lease, if any, is void from here on. */
  public void cancel(long taskId, Standing standing, Instant now) throws SQLException {
    if (session.change("cancel_task", now, taskId) > 0) {
      session.tally().move(standing.queue(), standing.state(), TaskState.CANCELLED);
    }
  }

  /** Offers a failed or cancelled task again, unless its key is live in another. */
  public boolean retry(long taskId, Standing standing, Instant now) throws SQLException {
    if (session.change("retry_task", now, taskId) == 0) {
      return false;
    }
    session.tally().move(standing.queue(), standing.state(), TaskState.QUEUED);
    return true;
  }

  // ---- pruning

  public List<Long> prunable(long after, Instant before, String states) throws SQLException {
    return session.rows("find_prunable_tasks", Row::number, after, before, states);
  }

  /** A task that was removed. */
  public record Removed(String queue, TaskState state, Optional<String> contentHash, String path) {}

  public Optional<Removed> remove(long taskId, Instant before) throws SQLException {
    Optional<Removed> removed =
        session.row(
            "remove_task",
            row -> new Removed(row.text(), TaskState.of(row.text()), row.textIfAny(), row.text()),
            taskId,
            before);
    removed.ifPresent(task -> session.tally().add(task.queue(), task.state(), -1));
    return removed;
  }

  // ---- looking

  public Optional<Task> find(long taskId) throws SQLException {
    return session.row("find_task", TaskRows::readTask, taskId);
  }

  public List<Task> list(TaskFilter filter) throws SQLException {
    return session.rows(
        "list_tasks",
        TaskRows::readTask,
        filter.after(),
        filter.states().isEmpty() ? null : words(filter.states()),
        filter.queue(),
        filter.type().map(TaskType::word),
        filter.limit());
  }

  /** A JSON array of the states' words, for statements that take several. */
  public static String words(Collection<TaskState> states) {
    var words = Json.array();
    states.stream().sorted().map(TaskState::word).forEach(words::add);
    return Json.write(words);
  }

  private static Task readTask(Row row) throws SQLException {
    return new Task(
        row.number(),
        TaskType.of(row.text()),
        row.text(),
        TaskState.of(row.text()),
        row.text(),
        row.smallNumber(),
        row.instant(),
        row.instant(),
        row.instantIfAny(),
        row.instantIfAny(),
        row.textIfAny(),
        row.smallNumber(),
        row.smallNumber(),
        row.smallNumber(),
        Duration.ofMillis(row.number()),
        readParser(row),
        row.textIfAny(),
        row.textIfAny(),
        row.textIfAny());
  }
}
