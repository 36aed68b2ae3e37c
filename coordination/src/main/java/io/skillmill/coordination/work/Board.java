package io.skillmill.coordination.work;

import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.Registration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every claim this worker holds and how far each has come.
 *
 * <p>All of it is guarded by one lock, held for moments only and never across a call to the store,
 * a handler or a listener. Several threads may want to end the same run: its own, the clock, the
 * heartbeat, the dispatcher. Each does so by moving its {@link Run.Stage} under the lock, so
 * exactly one of them decides, and the rest find it decided.
 *
 * <p>Who calls what: the dispatcher registers, feeds, takes what ended, and closes. Task threads
 * begin and end runs, and start the next. The heartbeat takes beats and brings bad news. The clock
 * thread enforces deadlines.
 */
final class Board {

  /** How many runs may be under way. */
  record Capacity(int slots, int cores, Duration interruptGrace) {}

  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long TIMEOUT_NANOS_MAX = TimeUnit.DAYS.toNanos(365);

  private final Capacity capacity;
  private final Function<Claim, TaskHandler> handlers;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition deadlinesMoved = lock.newCondition();

  // Everything below is guarded by the lock.
  private @Nullable Registration registration;
  private final Map<Lease, Run> held = new HashMap<>();
  private final Ready ready = new Ready();
  private final Deadlines deadlines = new Deadlines();
  private final LinkedHashSet<Lease> startsToTell = new LinkedHashSet<>();
  private List<Ended> ended = new ArrayList<>();
  private List<Claim> abandoned = new ArrayList<>();
  private int busySlots;
  private int busyCores;
  private int abandonedAlive;
  private boolean closed;
  private boolean clockStopped;
  private long clockWakesNanos = System.nanoTime();

  Board(Capacity capacity, Function<Claim, TaskHandler> handlers) {
    this.capacity = capacity;
    this.handlers = handlers;
  }

  // ---- the dispatcher's

  Optional<Registration> registration() {
    return locked(() -> Optional.ofNullable(registration));
  }

  /** The worker is known to the store under a fresh registration. */
  void registered(Registration fresh) {
    lock.lock();
    try {
      registration = fresh;
    } finally {
      lock.unlock();
    }
  }

  /** Takes claims in, unless the registration they were made for is lost meanwhile. */
  void feed(Registration holder, List<Claim> claims) {
    long now = System.nanoTime();
    var runs = claims.stream().map(c -> new Run(c, holder, handlers.apply(c), now)).toList();
    lock.lock();
    try {
      if (holder.equals(registration)) {
        for (Run run : runs) {
          held.put(run.lease(), run);
          ready.add(run);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many claims wait for a slot or have one. */
  int load() {
    return locked(() -> ready.size() + busySlots);
  }

  /** Whether no claim is in the worker's hands and nothing is left to be reported. */
  boolean idle() {
    return locked(() -> held.isEmpty() && ended.isEmpty());
  }

  List<Ended> takeEnded() {
    return locked(() -> {
      var taken = ended;
      ended = new ArrayList<>();
      return taken;
    });
  }

  List<Claim> takeAbandoned() {
    return locked(() -> {
      var taken = abandoned;
      abandoned = new ArrayList<>();
      return taken;
    });
  }

  /** How many threads that were left behind have not ended yet. */
  int abandonedAlive() {
    return locked(() -> abandonedAlive);
  }

  /** Starts no more runs. */
  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes out the runs that have waited for a slot since this moment or longer, to be given back.
   */
  List<Lease> releaseReady(long takenByNanos) {
    return locked(() -> {
      var runs = ready.takenBy(takenByNanos);
      runs.forEach(run -> drop(run, Run.Stage.RELEASED));
      return leases(runs);
    });
  }

  /** Interrupts every run under way and takes it out, to be given back. */
  List<Lease> releaseAll() {
    return locked(() -> {
      var runs = List.copyOf(held.values());
      runs.forEach(run -> drop(run, Run.Stage.RELEASED));
      return leases(runs);
    });
  }

  // ---- the task threads'

  /** Gives the next run a slot; null where none waits or none is free. */
  @Nullable Run next() {
    lock.lock();
    try {
      if (closed || busySlots >= capacity.slots()) {
        return null;
      }
      Run run = ready.poll(busyCores < capacity.cores());
      if (run != null) {
        run.stage = Run.Stage.RUNNING;
        busySlots++;
        busyCores += run.cpuBound ? 1 : 0;
      }
      return run;
    } finally {
      lock.unlock();
    }
  }

  /** No thread could be made for the run: it waits again. */
  void notStarted(Run run) {
    lock.lock();
    try {
      if (run.stage == Run.Stage.RUNNING) {
        letGo(run, Run.Stage.READY);
        held.put(run.lease(), run);
        ready.add(run);
      } else {
        letGo(run, Run.Stage.ENDED);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The run's thread is under way; from here its timeout counts.
   *
   * @return whether it is still to be done
   */
  boolean began(Run run, Instant now) {
    lock.lock();
    try {
      if (run.stage != Run.Stage.RUNNING) {
        return false;
      }
      run.thread = Thread.currentThread();
      run.startedAt = now;
      run.startedNanos = System.nanoTime();
      startsToTell.add(run.lease());
      due(run, run.claim.timeout());
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The run's thread is done. */
  void ended(Run run, Outcome outcome) {
    lock.lock();
    try {
      // The report goes in first: should memory run out here, nothing has changed and the caller
      // may try again.
      switch (run.stage) {
        case RUNNING -> report(run, outcome);
        case OVERDUE -> report(run, timedOut(run));
        case LOST -> {
          if (outcome instanceof Outcome.Completed || outcome instanceof Outcome.Rejected) {
            report(run, outcome);
          }
        }
        case REVOKED, RELEASED -> {}
        case ABANDONED -> {
          abandonedAlive--;
          return;
        }
        case READY, ENDED -> throw new IllegalStateException("It cannot end: " + run.stage);
      }
      letGo(run, Run.Stage.ENDED);
    } finally {
      lock.unlock();
    }
  }

  // ---- the heartbeat's

  /** What to tell the store now; empty while the worker is not registered. */
  Optional<Beat> beat() {
    return locked(() ->
        Optional.ofNullable(registration)
            .map(r -> new Beat(r, List.copyOf(startsToTell), List.copyOf(held.keySet()))));
  }

  /** The store has heard of these starts. */
  void told(List<Lease> starts) {
    lock.lock();
    try {
      starts.forEach(startsToTell::remove);
    } finally {
      lock.unlock();
    }
  }

  /** The runs under way. */
  List<Run> running() {
    return locked(
        () -> held.values().stream().filter(run -> run.stage == Run.Stage.RUNNING).toList());
  }

  /** These leases are gone: their tasks were cancelled. */
  void revoke(Collection<Lease> leases) {
    lock.lock();
    try {
      for (Lease lease : leases) {
        Run run = held.get(lease);
        if (run != null) {
          drop(run, Run.Stage.REVOKED);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** The store took this registration for dead; whatever was claimed under it is gone. */
  void lose(Registration dead) {
    lock.lock();
    try {
      if (dead.equals(registration)) {
        registration = null;
      }
      for (Run run : List.copyOf(held.values())) {
        if (run.holder.equals(dead)) {
          drop(run, Run.Stage.LOST);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  // ---- the clock's

  /**
   * Waits until runs are due, then interrupts or abandons them.
   *
   * @return false once the clock was stopped
   */
  boolean enforceDeadlines() throws InterruptedException {
    lock.lock();
    try {
      while (!clockStopped && due() == null) {
        long now = System.nanoTime();
        long wait = deadlines.nanosUntilDue(now, IDLE_NANOS);
        clockWakesNanos = now + wait;
        deadlinesMoved.awaitNanos(wait);
      }
      for (Run run = due(); run != null && !clockStopped; run = due()) {
        if (run.stage == Run.Stage.RUNNING) {
          interrupt(run, Run.Stage.OVERDUE);
        } else {
          abandon(run);
        }
      }
      return !clockStopped;
    } finally {
      lock.unlock();
    }
  }

  void stopClock() {
    lock.lock();
    try {
      clockStopped = true;
      deadlinesMoved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  // ---- under the lock

  private @Nullable Run due() {
    return deadlines.due(System.nanoTime());
  }

  private void due(Run run, Duration in) {
    deadlines.set(run, System.nanoTime() + Math.min(in.toNanos(), TIMEOUT_NANOS_MAX));
    if (run.dueNanos - clockWakesNanos < 0) { // else the clock wakes early enough by itself
      deadlinesMoved.signalAll();
    }
  }

  private void report(Run run, Outcome outcome) {
    var took = Duration.ofNanos(System.nanoTime() - run.startedNanos);
    ended.add(new Ended(run.claim, outcome, run.startedAt, took));
  }

  /** Takes the claim out of our hands; a run under way keeps its slot until it ends. */
  private void drop(Run run, Run.Stage stage) {
    held.remove(run.lease());
    startsToTell.remove(run.lease());
    run.revoked = true;
    if (run.stage == Run.Stage.READY) {
      ready.remove(run);
      run.stage = stage;
    } else {
      interrupt(run, stage);
    }
  }

  /** Asks a run to end. One that does not within the grace is abandoned. */
  private void interrupt(Run run, Run.Stage stage) {
    run.stage = stage;
    run.revoked = true;
    if (run.thread != null) {
      run.thread.interrupt();
    }
    due(run, capacity.interruptGrace());
  }

  private void abandon(Run run) {
    if (run.stage == Run.Stage.OVERDUE) {
      report(run, timedOut(run));
    }
    abandoned.add(run.claim);
    abandonedAlive++;
    letGo(run, Run.Stage.ABANDONED);
  }

  private void letGo(Run run, Run.Stage stage) {
    run.stage = stage;
    run.thread = null;
    held.remove(run.lease());
    startsToTell.remove(run.lease());
    deadlines.remove(run);
    busySlots--;
    busyCores -= run.cpuBound ? 1 : 0;
  }

  private static Outcome timedOut(Run run) {
    return new Outcome.TimedOut(
        "it did not end within its timeout of %s; allow more with --timeout"
            .formatted(seconds(run.claim.timeout())));
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }

  private static List<Lease> leases(List<Run> runs) {
    return runs.stream().map(Run::lease).toList();
  }

  private <T> T locked(java.util.function.Supplier<T> body) {
    lock.lock();
    try {
      return body.get();
    } finally {
      lock.unlock();
    }
  }
}
