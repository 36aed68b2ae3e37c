package io.skillmill.coordination.skills.scripts;

import io.skillmill.coordination.skills.SkillException;
import io.skillmill.schema.run.RunFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one skill: as many as calls need at a time, up to a limit. One that nobody has
 * needed for a while is ended, as all are when the crew is closed. Thread-safe.
 */
final class Crew implements AutoCloseable {

  /** Makes a process that is ready for calls. */
  interface Hiring {
    Worker hire(Duration left) throws SkillException, InterruptedException;
  }

  /** What is done with a process; whether it is good for another call. */
  interface Task {
    boolean done(Worker worker) throws SkillException, InterruptedException;
  }

  private record Resting(Worker worker, long sinceNanos) {}

  private final String skill;
  private final Hiring hiring;
  private final Duration rest;
  private final Semaphore places;
  private final Deque<Resting> resting = new ArrayDeque<>();
  private final Map<Worker, Boolean> all = new HashMap<>();
  private boolean closed;
  private boolean sweeping;
  private final Thread atExit = new Thread(this::dismissAll, "skillmill-skill-processes");

  /**
   * A crew without a process yet.
   *
   * @param most how many processes there are at a time
   * @param rest how long one may have nothing to do
   */
  Crew(String skill, Hiring hiring, int most, Duration rest) {
    this.skill = skill;
    this.hiring = hiring;
    this.rest = rest;
    this.places = new Semaphore(most, true);
  }

  /** Does it with one of the processes, and ends the process if it throws. */
  void with(Duration left, Task task) throws SkillException, InterruptedException {
    long deadline = System.nanoTime() + left.toNanos();
    if (!places.tryAcquire(left.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new SkillException(
          RunFailure.of(
              RunFailure.Kind.BUSY,
              "All processes of '%s' were busy for the whole time".formatted(skill)));
    }
    try {
      Worker worker = rested();
      if (worker == null) {
        worker = hired(Duration.ofNanos(deadline - System.nanoTime()));
      }
      doWith(worker, task);
    } finally {
      places.release();
    }
  }

  private void doWith(Worker worker, Task task) throws SkillException, InterruptedException {
    boolean good = false;
    try {
      good = task.done(worker);
    } finally {
      if (!good || !giveBack(worker)) {
        drop(worker);
      }
    }
  }

  private @Nullable Worker rested() {
    for (Worker worker = poll(); worker != null; worker = poll()) {
      if (worker.quiet()) {
        return worker;
      }
      drop(worker);
    }
    return null;
  }

  private synchronized @Nullable Worker poll() {
    var first = resting.pollFirst();
    return first == null ? null : first.worker();
  }

  private Worker hired(Duration left) throws SkillException, InterruptedException {
    Worker worker = hiring.hire(left);
    synchronized (this) {
      if (!closed) {
        if (all.isEmpty()) {
          guard();
        }
        all.put(worker, true);
        return worker;
      }
    }
    worker.kill();
    throw SkillException.unavailable("'%s' is hosted no more".formatted(skill));
  }

  private synchronized boolean giveBack(Worker worker) {
    if (closed) {
      return false;
    }
    resting.addFirst(new Resting(worker, System.nanoTime()));
    if (!sweeping) {
      sweeping = true;
      sweepLater();
    }
    return true;
  }

  private void drop(Worker worker) {
    worker.kill();
    forget(worker);
  }

  private synchronized void forget(Worker worker) {
    if (all.remove(worker) != null && all.isEmpty()) {
      unguard();
    }
  }

  // ---- ending those that nobody needs

  private void sweepLater() {
    CompletableFuture.delayedExecutor(rest.toMillis(), TimeUnit.MILLISECONDS, Crew::aside)
        .execute(this::sweep);
  }

  private static void aside(Runnable work) {
    Thread.ofVirtual().name("skillmill-crew-sweep").start(work);
  }

  private void sweep() {
    overdue().forEach(this::drop);
    synchronized (this) {
      sweeping = !closed && !resting.isEmpty();
      if (sweeping) {
        sweepLater();
      }
    }
  }

  private synchronized List<Worker> overdue() {
    var over = new ArrayList<Worker>();
    long before = System.nanoTime() - rest.toNanos();
    while (!resting.isEmpty() && resting.peekLast().sinceNanos() - before <= 0) {
      over.add(resting.pollLast().worker());
    }
    return over;
  }

  /** How many processes there are now. */
  synchronized int size() {
    return all.size();
  }

  /** Their process ids. */
  synchronized List<Long> pids() {
    return all.keySet().stream().map(Worker::pid).toList();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    dismissAll();
  }

  private void dismissAll() {
    List<Worker> left;
    synchronized (this) {
      closed = true;
      left = new ArrayList<>(all.keySet());
      resting.clear();
    }
    left.forEach(Worker::dismiss);
    long end = System.nanoTime() + Worker.EXIT_TIME.toNanos();
    for (var worker : left) {
      worker.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      forget(worker);
    }
  }

  // ---- nothing is left behind when this program ends

  private void guard() {
    try {
      Runtime.getRuntime().addShutdownHook(atExit);
    } catch (IllegalStateException | IllegalArgumentException _) {
      // The program is ending already, or the hook is there.
    }
  }

  private void unguard() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException _) {
      // The program is ending already, and the hook runs.
    }
  }
}
