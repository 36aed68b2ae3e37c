package io.skillmill.cli.run;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskFilter;
import io.skillmill.schema.task.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of each source of one run. The first source with some content counts by the outcome
 * of its task; later ones with the same task are duplicates. A task counts when the worker in this
 * process reports its end, or when {@link #reconcile} finds it ended, whoever ended it.
 *
 * <p>Thread-safe. It takes a few bytes for each source, and keeps the first failures in full.
 */
public final class Tally {

  /** How many failures are told one by one. */
  static final int FAILURES_TOLD_MAX = 100;

  private static final int PAGE_TASKS = 500;

  /**
   * A source that came to nothing.
   *
   * @param path where it lies
   * @param taskId its task, where it got as far as that
   * @param error why
   */
  public record Failure(String path, Optional<Long> taskId, String error) {

    /** Why; a failure of an earlier run is known by its task alone, which is asked. */
    String reason(SkillStore store) {
      if (!error.isEmpty()) {
        return error;
      }
      return taskId.flatMap(store::task).flatMap(Task::error).orElse("it failed in an earlier run");
    }
  }

  /** The numbers at one moment; {@code live} sources have no outcome yet. */
  public record Numbers(
      long total,
      long completed,
      long failed,
      long cancelled,
      long cached,
      long cachedFailed,
      long duplicates,
      long live) {

    /** Whether any source failed, in this run or in the one that answered. */
    public boolean anyFailed() {
      return failed > 0 || cachedFailed > 0;
    }

    public long done() {
      return total - live;
    }
  }

  private record Ended(String path, TaskState state, Optional<String> error) {}

  private final TaskIds seen = new TaskIds();
  private final TaskIds live = new TaskIds();
  private final Map<Long, Ended> early = new HashMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private long total;
  private long completed;
  private long failed;
  private long cancelled;
  private long cached;
  private long cachedFailed;
  private long duplicates;
  private long cursor;
  private boolean allFed;

  /** A source that never became a task. */
  public synchronized void unfit(String path, String error) {
    total++;
    failed++;
    tell(new Failure(path, Optional.empty(), error));
  }

  /** What the store answered for a batch, in the order of the paths. */
  public synchronized void answered(List<String> paths, List<Enqueued> answers) {
    for (int i = 0; i < answers.size(); i++) {
      answered(paths.get(i), answers.get(i));
    }
    early.clear();
  }

  private void answered(String path, Enqueued answer) {
    long taskId = answer.taskId();
    total++;
    if (!seen.add(taskId)) {
      duplicates++;
      return;
    }
    switch (answer) {
      case Enqueued.Queued _, Enqueued.AlreadyLive _ -> await(taskId);
      case Enqueued.Cached(_, var state) -> {
        cached++;
        if (state != TaskState.COMPLETED) {
          cachedFailed++;
          tell(new Failure(path, Optional.of(taskId), ""));
        }
      }
    }
  }

  private void await(long taskId) {
    live.add(taskId);
    var ended = early.remove(taskId);
    if (ended != null) {
      ended(taskId, ended.path(), ended.state(), ended.error());
    }
  }

  /**
   * A task has ended, one of this run or not. An end may be reported before the answer that makes
   * the task known; it is kept until the answers of the batch are in.
   */
  public synchronized void ended(
      long taskId, String path, TaskState state, Optional<String> error) {
    if (!live.remove(taskId)) {
      if (!allFed) {
        early.put(taskId, new Ended(path, state, error));
      }
      return;
    }
    switch (state) {
      case COMPLETED -> completed++;
      case CANCELLED -> cancelled++;
      case FAILED, QUEUED, IN_PROGRESS -> {
        failed++;
        tell(new Failure(path, Optional.of(taskId), error.orElse("it failed without a reason")));
      }
    }
    notifyAll();
  }

  /** No more answers will come; ends of tasks that are not known now are other people's. */
  public synchronized void allFed() {
    allFed = true;
    early.clear();
  }

  private void tell(Failure failure) {
    if (failures.size() < FAILURES_TOLD_MAX) {
      failures.add(failure);
    }
  }

  /** Looks up whether live tasks have ended, some pages of them each time, in turn. */
  public void reconcile(SkillStore store, int pagesMax) {
    for (int page = 0; page < pagesMax; page++) {
      long first = nextLive();
      if (first < 0) {
        return;
      }
      count(first, store.tasks(TaskFilter.ALL.after(first - 1).limit(PAGE_TASKS)));
    }
  }

  /** The next live task in turn, or -1 where none is left. */
  synchronized long nextLive() {
    var next = live.nextFrom(cursor);
    if (next.isEmpty()) {
      next = live.nextFrom(0);
    }
    return next.orElse(-1);
  }

  private synchronized void count(long first, List<Task> page) {
    long last = page.isEmpty() ? Long.MAX_VALUE - 1 : page.getLast().taskId();
    var found = new HashSet<Long>();
    for (var task : page) {
      found.add(task.taskId());
      if (!task.state().live() && live.nextFrom(task.taskId()).orElse(-1) == task.taskId()) {
        ended(task.taskId(), task.path(), task.state(), task.error());
      }
    }
    countRemoved(first, last, found);
    cursor = last + 1;
  }

  private void countRemoved(long first, long last, Set<Long> found) {
    for (var next = live.nextFrom(first);
        next.isPresent() && next.getAsLong() <= last;
        next = live.nextFrom(next.getAsLong() + 1)) {
      if (!found.contains(next.getAsLong())) {
        var why = Optional.of("its task was removed from the store");
        ended(next.getAsLong(), "task " + next.getAsLong(), TaskState.FAILED, why);
      }
    }
  }

  /** Waits until no task is live any more, or the time is up. */
  public synchronized void awaitNoneLive(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    while (live.count() > 0) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }

  public synchronized Numbers numbers() {
    return new Numbers(
        total, completed, failed, cancelled, cached, cachedFailed, duplicates, live.count());
  }

  /** The first failures; {@link Numbers} tells how many there are in all. */
  public synchronized List<Failure> failures() {
    return List.copyOf(failures);
  }
}
