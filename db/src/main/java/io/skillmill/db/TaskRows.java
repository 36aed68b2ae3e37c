package io.skillmill.db;

import io.skillmill.db.sql.Row;
import io.skillmill.db.sql.Session;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of tasks. Every change of a claimed task is conditional on its lease. */
public final class TaskRows {

  private final Session session;

  public TaskRows(Session session) {
    this.session = session;
  }

  /** A task that can answer for a new one with the same key. */
  public record Keyed(long taskId, TaskState state) {}

  // ---- enqueue

  /** The tasks that answer for these keys. */
  public Map<String, Keyed> findByKeys(Collection<String> keys) throws SQLException {
    record Known(String key, Keyed task) {}
    return session
        .rowsOfAll(
            "find_task_by_key",
            row -> new Known(row.text(), new Keyed(row.number(), TaskState.of(row.text()))),
            keys.stream().distinct().map(Session::values).toList())
        .stream()
        .collect(Collectors.toMap(Known::key, Known::task));
  }

  /**
   * Adds tasks, of which no two have one key. A task whose key somebody else has made live in the
   * meantime is not added.
   *
   * @return their ids, in the order of the tasks
   */
  public List<Optional<Long>> add(List<NewTask> tasks, Instant now) throws SQLException {
    var keyless = new ArrayDeque<Long>();
    var keyed = new HashMap<String, Long>();
    session
        .rowsOfAll(
            "add_task",
            row -> new Added(row.number(), row.textIfAny()),
            tasks.stream().map(task -> values(task, now)).toList())
        .forEach(added ->
            added
                .key()
                .ifPresentOrElse(
                    key -> keyed.put(key, added.taskId()), () -> keyless.add(added.taskId())));
    var ids = new ArrayList<Optional<Long>>(tasks.size());
    for (NewTask task : tasks) {
      // Of several tasks of a batch with one key the first was added.
      Optional<Long> id =
          task.dedupeKey().isEmpty()
              ? Optional.of(keyless.remove())
              : Optional.ofNullable(keyed.remove(task.dedupeKey().get()));
      id.ifPresent(_ -> session.tally().add(task.terms().queue(), TaskState.QUEUED, 1));
      ids.add(id);
    }
    return ids;
  }

  private record Added(long taskId, Optional<String> key) {}

  private static @Nullable Object[] values(NewTask task, Instant now) {
    NewTask.Terms terms = task.terms();
    return Session.values(
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
        task.dedupeKey());
  }

  // ---- claim

  /** Lets tasks of a queue whose time has come be claimed. */
  public void wakeDue(String queue, Instant now) throws SQLException {
    session.change("wake_due_tasks", queue, now);
  }

  /**
   * What there is to claim from an open queue.
   *
   * @param nextDue when the next waiting task falls due
   */
  public record Supply(String queue, boolean ready, Optional<Instant> nextDue) {

    /** Whether a task could be claimed at this moment. */
    public boolean any(Instant now) {
      return ready || due(now);
    }

    public boolean due(Instant now) {
      return nextDue.filter(due -> !due.isAfter(now)).isPresent();
    }
  }

  /**
   * The open queues, by name, with what these parsers can do of their tasks.
   *
   * @param parsers a JSON array of names
   * @param queues a JSON array of the queues to look at; empty for all
   */
  public List<Supply> lookForWork(String parsers, Optional<String> queues) throws SQLException {
    return session.rows(
        "look_for_work",
        row -> new Supply(row.text(), row.flag(), row.instantIfAny()),
        parsers,
        queues);
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
    session.changeAll(
        "add_attempt",
        claims.stream()
            .map(claim ->
                Session.values(claim.taskId(), claim.attempt(), claim.lease().id(), workerId, now))
            .toList());
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
  public record Standing(long taskId, TaskState state, String queue, int attempt) {}

  /** How these tasks stand; they stay so until the commit. */
  public List<Standing> standings(Collection<Long> taskIds) throws SQLException {
    return session.rowsOfAll(
        "find_task_state",
        row -> new Standing(row.number(), TaskState.of(row.text()), row.text(), row.smallNumber()),
        taskIds.stream().distinct().sorted().map(Session::values).toList());
  }

  /** Cancels live tasks; their leases, if any, are void from here on. */
  public void cancel(List<Standing> live, Instant now) throws SQLException {
    session.changeAll(
        "cancel_task", live.stream().map(task -> Session.values(now, task.taskId())).toList());
    live.forEach(task -> session.tally().move(task.queue(), task.state(), TaskState.CANCELLED));
  }

  /**
   * Offers failed or cancelled tasks again, but for those whose key is live in another.
   *
   * @return the ids of those offered
   */
  public List<Long> retry(List<Standing> ended, Instant now) throws SQLException {
    var offered =
        session.rowsOfAll(
            "retry_task",
            Row::number,
            ended.stream().map(task -> Session.values(now, task.taskId())).toList());
    var ids = Set.copyOf(offered);
    ended.stream()
        .filter(task -> ids.contains(task.taskId()))
        .forEach(task -> session.tally().move(task.queue(), task.state(), TaskState.QUEUED));
    return offered;
  }

  // ---- pruning

  public List<Long> prunable(long after, Instant before, String states) throws SQLException {
    return session.rows("find_prunable_tasks", Row::number, after, before, states);
  }

  /** A task that was removed. */
  public record Removed(
      long taskId, String queue, TaskState state, Optional<String> contentHash, String path) {}

  public List<Removed> remove(List<Long> taskIds, Instant before) throws SQLException {
    List<Removed> removed =
        session.rowsOfAll(
            "remove_task",
            row ->
                new Removed(
                    row.number(),
                    row.text(),
                    TaskState.of(row.text()),
                    row.textIfAny(),
                    row.text()),
            taskIds.stream().map(taskId -> Session.values(taskId, before)).toList());
    removed.forEach(task -> session.tally().add(task.queue(), task.state(), -1));
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
        readType(row),
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

  /** No claim hands such a task out; whoever looks at it is told. */
  private static TaskType readType(Row row) throws SQLException {
    String word = row.text();
    try {
      return TaskType.of(word);
    } catch (IllegalArgumentException e) {
      throw Problem.store(
              "The store holds a task of the type '%s', which this version does not know"
                  .formatted(word),
              "Use the newer version that queued it")
          .causedBy(e);
    }
  }
}
