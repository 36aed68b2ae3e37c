package io.skillmill.coordination.holding;

import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.Registration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The claims in hand and how far each has come: the state machine of {@link Run.Stage}, without a
 * lock and without a clock. Guarded by the lock of {@link Hands}.
 *
 * <p>Where memory runs out in the middle of a move, the move can be tried again: what allocates
 * comes first.
 */
final class Holdings {

  private static final long TIMEOUT_NANOS_MAX = TimeUnit.DAYS.toNanos(365);

  private final Hands.Setup setup;
  private final Map<Lease, Run> held = new HashMap<>();
  private final Ready ready = new Ready();
  private final Deadlines deadlines = new Deadlines();
  private final LinkedHashSet<Lease> startsToTell = new LinkedHashSet<>();
  private List<Ended> ended = new ArrayList<>();
  private List<Claim> abandoned = new ArrayList<>();
  private int busySlots;
  private int busyCores;
  private int abandonedAlive;

  Holdings(Hands.Setup setup) {
    this.setup = setup;
  }

  // ---- into the hands and out of them

  void add(Run run) {
    held.put(run.lease(), run);
    ready.add(run);
  }

  /** The claims go back to the store; a run under way is interrupted and keeps its slot so long. */
  List<Lease> release(List<Run> runs, long now) {
    runs.forEach(run -> drop(run, Run.Stage.RELEASED, now));
    return runs.stream().map(Run::lease).toList();
  }

  List<Run> readySince(long nanos) {
    return ready.takenBy(nanos);
  }

  void revoke(Lease lease, long now) {
    Run run = held.get(lease);
    if (run != null) {
      drop(run, Run.Stage.REVOKED, now);
    }
  }

  void lose(Registration dead, long now) {
    runs(run -> run.holder.equals(dead)).forEach(run -> drop(run, Run.Stage.LOST, now));
  }

  // ---- a run's way

  /** Gives the next run a slot; null where none waits or none is free. */
  @Nullable Run next() {
    if (busySlots >= setup.slots()) {
      return null;
    }
    Run run = ready.poll(busyCores < setup.cores());
    if (run != null) {
      run.stage = Run.Stage.RUNNING;
      busySlots++;
      busyCores += run.cpuBound ? 1 : 0;
    }
    return run;
  }

  /** No thread could be made for it: it waits again, unless it is dropped meanwhile. */
  void notStarted(Run run) {
    boolean ours = run.stage == Run.Stage.RUNNING;
    letGo(run, Run.Stage.ENDED);
    if (ours) {
      run.stage = Run.Stage.READY;
      add(run);
    }
  }

  /** Its thread is under way, and its timeout counts; unless it is dropped meanwhile. */
  boolean began(Run run, Thread carrier, Instant at, long now) {
    if (run.stage != Run.Stage.RUNNING) {
      return false;
    }
    run.thread = carrier;
    run.startedAt = at;
    run.startedNanos = now;
    startsToTell.add(run.lease());
    due(run, run.claim.timeout(), now);
    return true;
  }

  /** Its thread is done. */
  void ended(Run run, Outcome outcome, long now) {
    switch (run.stage) {
      case RUNNING -> report(run, outcome, now);
      case OVERDUE -> report(run, timedOut(run), now);
      case LOST -> {
        if (outcome instanceof Outcome.Completed || outcome instanceof Outcome.Rejected) {
          report(run, outcome, now);
        }
      }
      case REVOKED, RELEASED -> {}
      case ABANDONED -> {
        abandonedAlive--;
        run.stage = Run.Stage.ENDED;
        return;
      }
      case READY, ENDED -> throw new IllegalStateException("It cannot end: " + run.stage);
    }
    letGo(run, Run.Stage.ENDED);
  }

  /** Interrupts the runs whose time is up, and abandons those that were interrupted in vain. */
  boolean enforce(long now) {
    boolean any = false;
    for (Run run = deadlines.due(now); run != null; run = deadlines.due(now)) {
      any = true;
      if (run.stage == Run.Stage.RUNNING) {
        interrupt(run, Run.Stage.OVERDUE, now);
      } else {
        abandon(run, now);
      }
    }
    return any;
  }

  // ---- looking

  List<Run> runs(Predicate<Run> which) {
    return held.values().stream().filter(which).toList();
  }

  List<Lease> leases() {
    return List.copyOf(held.keySet());
  }

  List<Lease> startsToTell() {
    return List.copyOf(startsToTell);
  }

  void told(List<Lease> starts) {
    starts.forEach(startsToTell::remove);
  }

  int load() {
    return ready.size() + busySlots;
  }

  boolean idle() {
    return held.isEmpty() && ended.isEmpty();
  }

  int abandonedAlive() {
    return abandonedAlive;
  }

  List<Ended> takeEnded() {
    var taken = ended;
    ended = new ArrayList<>();
    return taken;
  }

  List<Claim> takeAbandoned() {
    var taken = abandoned;
    abandoned = new ArrayList<>();
    return taken;
  }

  long nanosUntilDue(long now, long idle) {
    return deadlines.nanosUntilDue(now, idle);
  }

  // ---- the moves

  private void drop(Run run, Run.Stage stage, long now) {
    if (run.stage == Run.Stage.READY) {
      ready.remove(run);
      run.stage = stage;
    } else {
      interrupt(run, stage, now);
    }
    run.revoked = true;
    held.remove(run.lease());
    startsToTell.remove(run.lease());
  }

  /** Asks a run to end. One that does not within the grace is abandoned. */
  private void interrupt(Run run, Run.Stage stage, long now) {
    due(run, setup.interruptGrace(), now);
    run.stage = stage;
    run.revoked = true;
    if (run.thread != null) {
      run.thread.interrupt();
    }
  }

  private void abandon(Run run, long now) {
    abandoned.add(run.claim);
    if (run.stage == Run.Stage.OVERDUE) {
      report(run, timedOut(run), now);
    }
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

  private void report(Run run, Outcome outcome, long now) {
    var took = Duration.ofNanos(now - run.startedNanos);
    ended.add(new Ended(run.claim, outcome, run.startedAt, took));
  }

  private void due(Run run, Duration in, long now) {
    deadlines.set(run, now + Math.min(nanos(in), TIMEOUT_NANOS_MAX));
  }

  private static long nanos(Duration duration) {
    return duration.compareTo(Duration.ofNanos(TIMEOUT_NANOS_MAX)) > 0
        ? TIMEOUT_NANOS_MAX
        : duration.toNanos();
  }

  private static Outcome timedOut(Run run) {
    return new Outcome.TimedOut(
        "it did not end within its timeout of %s s; allow more with --timeout"
            .formatted(run.claim.timeout().toMillis() / 1000.0));
  }
}
