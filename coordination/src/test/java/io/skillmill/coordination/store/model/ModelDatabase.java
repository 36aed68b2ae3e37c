package io.skillmill.coordination.store.model;

import io.skillmill.schema.task.TaskState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A database in memory that loses on power loss what it had not synced: one transaction after the
 * other, each whole or not at all. Thread-safe.
 *
 * <pre>{@code
 * var database = new ModelDatabase(new RandomChoices(new Random(7)));
 * SkillStore store = database.open(clock);
 * }</pre>
 */
public final class ModelDatabase {

  private final Choices choices;
  private final Set<Weakness> weaknesses;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock. A state that was committed never changes.
  private Tables now = new Tables();
  private long mark;

  /** What the disk may hold after a power loss: the last synced state, and each one since. */
  private final List<Tables> survivors = new ArrayList<>(List.of(now));

  public ModelDatabase(Choices choices) {
    this(choices, EnumSet.noneOf(Weakness.class));
  }

  public ModelDatabase(Choices choices, Set<Weakness> weaknesses) {
    this.choices =
        weaknesses.contains(Weakness.COUNTED_LEASES) ? new CountedLeases(choices) : choices;
    this.weaknesses = Set.copyOf(weaknesses);
  }

  /** One more store on this database; it has a clock of its own. */
  public ModelSkillStore open(InstantSource clock) {
    return new ModelSkillStore(this, clock);
  }

  /** Forgets what was not synced, or all but some of it: whatever came later goes first. */
  public void losePower(RandomGenerator random) {
    lock.lock();
    try {
      now = survivors.get(random.nextInt(survivors.size()));
      survivors.clear();
      survivors.add(now);
      signal();
    } finally {
      lock.unlock();
    }
  }

  /** What cannot be, in words; nothing where all is well. */
  public List<String> check() {
    return read(tables ->
        tables.tasks(ModelDatabase::impossible).stream()
            .map(task -> "Task %d is %s".formatted(task.id, task.state))
            .toList());
  }

  private static boolean impossible(ModelTask task) {
    boolean open = !task.attempts.isEmpty() && task.attempts.getLast().ending.isEmpty();
    boolean answered = task.state == TaskState.COMPLETED || task.state == TaskState.FAILED;
    return task.claimed() != open || answered != task.result.isPresent();
  }

  Choices choices() {
    return choices;
  }

  Set<Weakness> weaknesses() {
    return weaknesses;
  }

  <T> T read(Function<Tables, T> looking) {
    lock.lock();
    try {
      return looking.apply(now);
    } finally {
      lock.unlock();
    }
  }

  /** A change that is safe once this has returned. */
  <T> T writeSynced(Function<Tables, T> change) {
    lock.lock();
    try {
      T answer = writeRelaxed(change);
      if (!weaknesses.contains(Weakness.NO_SYNC)) {
        survivors.subList(0, survivors.size() - 1).clear();
      }
      signal();
      return answer;
    } finally {
      lock.unlock();
    }
  }

  /** A change that a power loss may undo. */
  <T> T writeRelaxed(Function<Tables, T> change) {
    lock.lock();
    try {
      var next = now.copy();
      T answer = change.apply(next);
      now = next;
      survivors.add(next);
      return answer;
    } finally {
      lock.unlock();
    }
  }

  // ---- waiting

  private void signal() {
    mark++;
    changed.signalAll();
  }

  long mark() {
    lock.lock();
    try {
      return mark;
    } finally {
      lock.unlock();
    }
  }

  long awaitChange(long seen, Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.NANOSECONDS.convert(atMost);
      while (mark == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
      return mark;
    } finally {
      lock.unlock();
    }
  }
}
