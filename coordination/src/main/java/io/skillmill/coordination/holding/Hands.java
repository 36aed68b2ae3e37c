package io.skillmill.coordination.holding;

import io.skillmill.coordination.handling.TaskHandler;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.Registration;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every claim a worker has in hand, each carried out on a virtual thread of its own as soon as
 * there is a slot for it. Thread-safe.
 *
 * <p>All state is guarded by one lock, held for moments only and never across a call to the store,
 * a handler or a listener. Several threads may want to end the same run: its own, the clock, the
 * heartbeat, the dispatcher. Each does so by moving its {@link Run.Stage} under the lock, so
 * exactly one of them decides, and the others find it decided.
 */
public final class Hands {

  /**
   * What they work with.
   *
   * @param slots how many runs may be under way
   * @param cores how many of them may compute
   * @param interruptGrace how long a run may take to end once it is interrupted
   * @param handlers who carries a claim out
   * @param contents reads the source stored under a hash
   * @param clock for instants that people read
   * @param nanoTime a clock that only goes forward
   * @param ring called when a run has ended
   */
  public record Setup(
      int slots,
      int cores,
      Duration interruptGrace,
      Function<Claim, TaskHandler> handlers,
      Function<String, Optional<SkillSource>> contents,
      InstantSource clock,
      LongSupplier nanoTime,
      Runnable ring) {}

  private static final long MEMORY_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Setup setup;
  private final Slots slots;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition deadlinesMoved = lock.newCondition();

  // Guarded by the lock.
  private final Holdings holdings;
  private @Nullable Registration registration;
  private boolean closed;
  private boolean clockStopped;
  private long clockWakesNanos;

  public Hands(Setup setup) {
    this(setup, hands -> new Slots(hands, setup));
  }

  /** With other slots than those that start a thread for each run. */
  Hands(Setup setup, Function<Hands, Slots> slots) {
    this.setup = setup;
    this.holdings = new Holdings(setup);
    this.slots = slots.apply(this);
    this.clockWakesNanos = nanos();
  }

  /** Makes room for tasks that compute without end, before the first virtual thread starts. */
  public static void prepareRuntime() {
    Carriers.prepare();
  }

  /** With more threads left behind than this, the process is not fit to work any more. */
  public static int abandonedMax() {
    return Carriers.spare();
  }

  // ---- claims in and out

  public Optional<Registration> registration() {
    return ask(() -> Optional.ofNullable(registration));
  }

  /** The worker is known to the store under a fresh registration. */
  public void registered(Registration fresh) {
    act(() -> registration = fresh);
  }

  /** Takes claims in, unless the registration they were made for is lost meanwhile. */
  public void take(Registration holder, List<Claim> claims) {
    long now = nanos();
    var runs =
        claims.stream().map(c -> new Run(c, holder, setup.handlers().apply(c), now)).toList();
    act(() -> {
      if (holder.equals(registration)) {
        runs.forEach(holdings::add);
      }
    });
  }

  /** Starts as many runs as there are free slots. */
  public void fill() {
    slots.fill();
  }

  /** Starts no more runs. */
  public void close() {
    act(() -> closed = true);
  }

  /** Takes out the runs that have waited for a slot since this moment or longer. */
  public List<Lease> releaseReady(long sinceNanos) {
    return ask(() -> holdings.release(holdings.readySince(sinceNanos), nanos()));
  }

  /** Takes out all, and interrupts those under way; what they return is dropped. */
  public List<Lease> releaseAll() {
    return ask(() -> holdings.release(holdings.runs(_ -> true), nanos()));
  }

  /** The attempts that ended since this was last asked. */
  public List<Ended> takeEnded() {
    return ask(holdings::takeEnded);
  }

  /** The claims whose threads were left behind since this was last asked. */
  public List<Claim> takeAbandoned() {
    return ask(holdings::takeAbandoned);
  }

  // ---- what the store says

  /** What to tell the store as a sign of life; empty while the worker is not registered. */
  public Optional<Beat> beat() {
    return ask(() ->
        Optional.ofNullable(registration)
            .map(worker -> new Beat(worker, holdings.startsToTell(), holdings.leases())));
  }

  /** The store has heard of these starts. */
  public void told(List<Lease> starts) {
    act(() -> holdings.told(starts));
  }

  /** What the runs under way last said of their progress, where it is new. */
  public Map<Lease, ObjectNode> takeNotes() {
    var notes = new HashMap<Lease, ObjectNode>();
    for (Run run : ask(() -> holdings.runs(run -> run.stage == Run.Stage.RUNNING))) {
      var note = run.note.getAndSet(null);
      if (note != null) {
        notes.put(run.lease(), note);
      }
    }
    return notes;
  }

  /** These leases are gone, because their tasks were cancelled. */
  public void revoke(Collection<Lease> leases) {
    act(() -> leases.forEach(lease -> holdings.revoke(lease, nanos())));
  }

  /** The store took this registration for dead; whatever was claimed under it is gone. */
  public void lose(Registration dead) {
    act(() -> {
      if (dead.equals(registration)) {
        registration = null;
      }
      holdings.lose(dead, nanos());
    });
  }

  // ---- looking

  /** How many claims wait for a slot or have one. */
  public int load() {
    return ask(holdings::load);
  }

  /** Whether no claim is in hand and nothing is left to be reported. */
  public boolean idle() {
    return ask(holdings::idle);
  }

  /** How many threads that were left behind have not ended yet. */
  public int abandonedAlive() {
    return ask(holdings::abandonedAlive);
  }

  // ---- the clock

  /**
   * Holds runs to their timeouts until the clock is stopped. For a platform thread, because the
   * runs it is there for are those that hog the cores.
   */
  public void keepTime() {
    boolean on = true;
    while (on) {
      try {
        on = enforceDeadlines();
        refill();
      } catch (InterruptedException _) {
        return; // told to end at once
      } catch (Error e) {
        LockSupport.parkNanos(MEMORY_PAUSE_NANOS); // out of memory; time goes on
      }
    }
  }

  public void stopClock() {
    act(() -> {
      clockStopped = true;
      deadlinesMoved.signalAll();
    });
  }

  /** Interrupts the runs whose time is up, and tells how long until the next is due. */
  long tick() {
    if (ask(() -> holdings.enforce(nanos()))) {
      refill();
    }
    return ask(() -> holdings.nanosUntilDue(nanos(), IDLE_NANOS));
  }

  private void refill() {
    slots.fill();
    setup.ring().run();
  }

  private boolean enforceDeadlines() throws InterruptedException {
    lock.lock();
    try {
      while (!clockStopped && !holdings.enforce(nanos())) {
        long now = nanos();
        long wait = holdings.nanosUntilDue(now, IDLE_NANOS);
        clockWakesNanos = now + wait;
        deadlinesMoved.awaitNanos(wait);
      }
      return !clockStopped;
    } finally {
      lock.unlock();
    }
  }

  // ---- the task threads'

  @Nullable Run next() {
    lock.lock();
    try {
      return closed ? null : holdings.next();
    } finally {
      lock.unlock();
    }
  }

  void notStarted(Run run) {
    act(() -> holdings.notStarted(run));
  }

  boolean began(Run run, Thread carrier, Instant now) {
    return ask(() -> holdings.began(run, carrier, now, nanos()));
  }

  void ended(Run run, Outcome outcome) {
    act(() -> holdings.ended(run, outcome, nanos()));
  }

  // ---- the lock

  private long nanos() {
    return setup.nanoTime().getAsLong();
  }

  private void act(Runnable body) {
    ask(() -> {
      body.run();
      return true;
    });
  }

  /** Whatever was done may have brought a deadline forward, so the clock may have to wake. */
  private <T> T ask(Supplier<T> body) {
    lock.lock();
    try {
      T answer = body.get();
      long now = nanos();
      if (now + holdings.nanosUntilDue(now, IDLE_NANOS) - clockWakesNanos < 0) {
        deadlinesMoved.signalAll();
      }
      return answer;
    } finally {
      lock.unlock();
    }
  }
}
