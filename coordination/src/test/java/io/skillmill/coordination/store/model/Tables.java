package io.skillmill.coordination.store.model;

import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Everything a store knows. One transaction gets a copy, and the copy takes the place of the
 * original when it commits; so a task that is to change is taken with {@link #edit}, which copies
 * it.
 */
final class Tables {

  private final TreeMap<Long, ModelTask> tasks;
  final Map<String, ModelWorker> workers;
  final Map<String, SkillSource> contents;

  /** The queues that are known, and whether they are paused. */
  final Map<String, Boolean> queues;

  /** Which task answers for a path. */
  final Map<String, Long> sources;

  /** How many tasks of each queue were done and are not there any more. */
  final Map<String, Long> forgotten;

  /** Lower than the number of any task to come. */
  long lastTaskId;

  Tables() {
    tasks = new TreeMap<>();
    workers = new TreeMap<>();
    contents = new TreeMap<>();
    queues = new TreeMap<>();
    sources = new TreeMap<>();
    forgotten = new TreeMap<>();
  }

  private Tables(Tables other) {
    tasks = new TreeMap<>(other.tasks);
    workers = new TreeMap<>(other.workers);
    contents = new TreeMap<>(other.contents);
    queues = new TreeMap<>(other.queues);
    sources = new TreeMap<>(other.sources);
    forgotten = new TreeMap<>(other.forgotten);
    lastTaskId = other.lastTaskId;
  }

  Tables copy() {
    return new Tables(this);
  }

  void add(ModelTask task) {
    tasks.put(task.id, task);
    lastTaskId = task.id;
  }

  void remove(ModelTask task) {
    tasks.remove(task.id);
  }

  /** Removes a task that is done, and counts it. */
  void forget(ModelTask task) {
    remove(task);
    sources.remove(task.asked.path(), task.id);
    forgotten.merge(task.queue(), 1L, Long::sum);
  }

  /** Whether the latest report of some worker had its task forgotten. */
  boolean forgot(Lease lease) {
    return workers.values().stream().anyMatch(worker -> worker.forgotten().contains(lease));
  }

  /** A task that may be changed. */
  ModelTask edit(ModelTask task) {
    var copy = task.copy();
    tasks.put(task.id, copy);
    return copy;
  }

  Optional<ModelTask> task(long taskId) {
    return Optional.ofNullable(tasks.get(taskId));
  }

  /** The tasks that are so, by number. */
  List<ModelTask> tasks(Predicate<ModelTask> which) {
    var found = new ArrayList<ModelTask>();
    for (var task : tasks.values()) {
      if (which.test(task)) {
        found.add(task);
      }
    }
    return found;
  }

  /** The task that this lease is good for. */
  Optional<ModelTask> heldUnder(Lease lease) {
    return task(lease.taskId()).filter(task -> task.heldUnder(lease));
  }

  /** The attempt that this lease was made for, whether it is good or not. */
  Optional<ModelAttempt> attemptUnder(Lease lease) {
    return task(lease.taskId()).stream()
        .flatMap(task -> task.attempts.stream())
        .filter(attempt -> attempt.leaseId.equals(lease.id()))
        .findFirst();
  }

  /** The worker, where it is active under just this registration. */
  Optional<ModelWorker> active(Registration worker) {
    return Optional.ofNullable(workers.get(worker.workerId()))
        .filter(ModelWorker::active)
        .filter(known -> known.registration().equals(worker));
  }

  void put(ModelWorker worker) {
    workers.put(worker.card().workerId(), worker);
  }
}
