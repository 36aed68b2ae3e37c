package io.skillmill.coordination.simulation;

import io.skillmill.coordination.holding.SteppedRun;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.work.SteppedWorker;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.WorkerCard;
import java.time.Duration;
import java.util.function.Supplier;

/** A process with one worker in it, whose threads are actors. */
final class Machine extends Host {

  /**
   * What all machines of a simulation share.
   *
   * @param faults the faults of the moment
   * @param silentDrain whether a worker that was told to stop gives no more signs of life: a fault
   *     of ours, to be found
   */
  record Terms(
      World world,
      Server server,
      Supplier<Faults> faults,
      Duration heartbeat,
      Duration lostAfter,
      boolean silentDrain) {}

  /** What a turn of the dispatcher takes at the least. */
  private static final long TURN_NANOS = Duration.ofNanos(100_000).toNanos();

  private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

  /** More turns than this in a second are turns for nothing. */
  private static final int TURNS_MAX = 1_000;

  private static final Duration THREAD_STARTS = Duration.ofMillis(2);
  private static final Duration NEWS_TRAVEL = Duration.ofMillis(20);

  private final Terms terms;
  private final World world;
  private final WorkerCard card;
  private final long skewNanos;
  private final SteppedWorker worker;
  private final Actor dispatching;
  private final Actor beating;
  private final Actor keepingUp;
  private final Actor timing;
  private final Actor watching;
  private boolean joined;
  private boolean done;
  private boolean newsComes;
  private long turnAtNanos;
  private long tickAtNanos;
  private long secondNanos;
  private int turns;

  Machine(Terms terms, String name, int slots) {
    super(name);
    this.terms = terms;
    world = terms.world();
    long skew = terms.server().skewMax(terms.faults().get().skew()).toNanos();
    skewNanos = skew == 0 ? 0 : world.random().nextLong(-skew, skew);
    card = new WorkerCard(name, "simulated", 1, slots);
    worker = new SteppedWorker(plan());
    dispatching = new Actor(world, this);
    beating = new Actor(world, this);
    keepingUp = new Actor(world, this);
    timing = new Actor(world, this);
    watching = new Actor(world, this);
  }

  private SteppedWorker.Plan plan() {
    SkillStore store = Link.open(world, this, terms.server(), terms.faults());
    return new SteppedWorker.Plan(
        store,
        card,
        terms.heartbeat(),
        terms.lostAfter(),
        terms.server().clock(skewNanos),
        world::nanos,
        world.another(),
        this::carry);
  }

  static String resultOf(String path, Lease lease) {
    return "{\"path\":\"%s\",\"by\":\"%s\"}".formatted(path, lease.id());
  }

  // ---- asking

  long skewNanos() {
    return skewNanos;
  }

  String name() {
    return card.workerId();
  }

  boolean worksAs(Registration registration) {
    return !done && worker.registration().filter(registration::equals).isPresent();
  }

  // ---- telling

  void start() {
    terms.server().onChange(this, this::hear);
    world.in(0, dispatching, this::join);
  }

  void stop(Duration grace) {
    world.tell(() -> "%s is told to stop within %s".formatted(this, grace));
    worker.stop(grace);
    settle();
  }

  void drain() {
    world.tell(() -> this + " is told to drain");
    worker.drain();
    settle();
  }

  void pauseFor(long nanos, Actor fate) {
    world.tell(() -> "%s stands still for %d ms".formatted(this, nanos / 1_000_000));
    pause();
    world.in(nanos, fate, this::goOn);
  }

  void goOn() {
    if (paused()) {
      world.tell(() -> this + " goes on");
      disturbed(world.nanos());
      resume();
    }
  }

  void kill(String why) {
    if (alive()) {
      world.tell(() -> "%s dies: %s".formatted(this, why));
      die();
    }
  }

  // ---- the dispatcher

  private void join() {
    try {
      worker.join();
    } catch (ProblemException _) {
      kill("it could not register");
      return;
    }
    joined = true;
    planTurn(0);
    planBeat();
    planUpkeep();
  }

  private void planTurn(long nanos) {
    long at = world.nanos() + Math.max(TURN_NANOS, nanos);
    turnAtNanos = at;
    world.in(
        at - world.nanos(),
        dispatching,
        () -> {
          if (turnAtNanos == at) {
            turn();
          }
        });
  }

  private void turn() {
    turnAtNanos = Long.MAX_VALUE;
    if (world.nanos() - secondNanos > SECOND_NANOS) {
      secondNanos = world.nanos();
      turns = 0;
    }
    if (++turns > TURNS_MAX) {
      world.violated("I14: %s turns %d times a second".formatted(this, turns));
    }
    var rest = worker.turn();
    if (!alive()) {
      return;
    }
    rest.ifPresentOrElse(nanos -> planTurn(nanos.toNanos()), this::leave);
  }

  /** The dispatcher is woken where it rests. */
  @Override
  void settle() {
    boolean resting = joined && !done && turnAtNanos != Long.MAX_VALUE;
    if (resting && worker.rung() && turnAtNanos > world.nanos() + TURN_NANOS) {
      planTurn(0);
    }
  }

  private void leave() {
    done = true;
    var report = worker.report();
    world.tell(() -> "%s ends: %s".formatted(this, report));
    try {
      worker.retire();
    } catch (ProblemException _) {
      world.tell(() -> this + " could not say goodbye");
    }
    kill("its work is done");
  }

  // ---- the heartbeat

  private void planBeat() {
    long at = world.nanos() + terms.heartbeat().toNanos();
    world.in(terms.heartbeat().toNanos(), beating, () -> beat(at));
  }

  private void beat(long planned) {
    if (done) {
      return;
    }
    if (world.nanos() - planned > terms.heartbeat().toNanos() / 2) {
      disturbed(world.nanos());
    }
    try {
      if (!(terms.silentDrain() && worker.stopping())) {
        worker.beat();
      }
    } catch (ProblemException _) {
      disturbed(world.nanos());
    }
    planBeat();
  }

  // ---- the upkeep

  private void planUpkeep() {
    world.in(worker.upkeepNanos(), keepingUp, this::upkeep);
  }

  private void upkeep() {
    if (done) {
      return;
    }
    try {
      worker.upkeep();
    } catch (ProblemException _) {
      // the next round is tried
    }
    planUpkeep();
  }

  // ---- the watch at the store

  private void hear() {
    if (!newsComes && alive()) {
      newsComes = true;
      world.in(
          world.between(Duration.ZERO, NEWS_TRAVEL),
          watching,
          () -> {
            newsComes = false;
            worker.workMayHaveCome();
          });
    }
  }

  // ---- the clock of the runs

  private void tick() {
    long next = worker.tick();
    long at = world.nanos() + next;
    tickAtNanos = at;
    world.in(
        next,
        timing,
        () -> {
          if (tickAtNanos == at) {
            tick();
          }
        });
  }

  // ---- the threads of the runs

  private void carry(SteppedRun run) {
    var thread = new Actor(world, this);
    world.in(world.between(Duration.ZERO, THREAD_STARTS), thread, () -> begin(run, thread));
  }

  private void begin(SteppedRun run, Actor thread) {
    var deed = Deed.draw(world, terms.faults().get());
    Runnable stop = () -> run.end(new Outcome.Crashed("it was interrupted"));
    boolean begun =
        run.begin(() -> {
          world.in(0, timing, this::tick);
          if (!deed.stubborn()) {
            world.in(world.between(Duration.ZERO, THREAD_STARTS), thread, stop);
          }
        });
    if (begun) {
      world.tell(() -> "%s begins task %d: %s".formatted(this, run.claim().taskId(), deed));
      world.in(0, timing, this::tick);
      world.in(deed.nanos(), thread, () -> finish(run, deed));
    }
  }

  private void finish(SteppedRun run, Deed deed) {
    if (deed.how() == Deed.How.KILL) {
      kill("task %d killed it".formatted(run.claim().taskId()));
    } else {
      run.end(deed.outcome(run.claim()));
    }
  }
}
