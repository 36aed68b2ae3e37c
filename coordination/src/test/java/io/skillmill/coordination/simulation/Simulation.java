package io.skillmill.coordination.simulation;

import io.skillmill.coordination.store.model.Weakness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One life of a store with its workers, drawn from a seed: a time of trouble, then calm, in which
 * everything must come to an end within a bound, then a stop.
 */
final class Simulation {

  /**
   * What was made worse on purpose.
   *
   * @param weaknesses of the store
   * @param silentDrain whether a worker that was told to stop gives no more signs of life
   */
  record Sabotage(Set<Weakness> weaknesses, boolean silentDrain) {
    static final Sabotage NONE = new Sabotage(Set.of(), false);
  }

  /** What came of it. */
  record Story(
      long seed,
      List<String> violations,
      List<String> trace,
      long events,
      Duration lasted,
      Duration drainedIn,
      int tasks) {

    boolean sound() {
      return violations.isEmpty();
    }
  }

  /** How long after the last fault everything is done. */
  static final Duration DRAINED_WITHIN = Duration.ofMinutes(2);

  private static final Duration ENDED_WITHIN = Duration.ofSeconds(30);
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int MACHINES_MAX = 12;

  private final long seed;
  private final World world;
  private final Server server;
  private final Client client;
  private final Machine.Terms terms;
  private final Actor fate;
  private final List<Machine> machines = new ArrayList<>();
  private final Duration trouble;
  private final Faults drawn;
  private final int crew;
  private int names;
  private boolean stopping;

  private Simulation(long seed, Sabotage sabotage) {
    this.seed = seed;
    world = new World(seed);
    drawn = Faults.draw(world);
    world.tell(drawn::toString);
    server = new Server(world, sabotage.weaknesses(), world.chance(0.5));
    var lostAfter = Duration.ofSeconds(world.any(List.of(2, 5, 10)));
    var heartbeat = lostAfter.dividedBy(world.any(List.of(4, 10)));
    terms =
        new Machine.Terms(
            world, server, this::faults, heartbeat, lostAfter, sabotage.silentDrain());
    server.ledger().expect(lostAfter, heartbeat);
    client = new Client(world, server, this::faults);
    fate = new Actor(world, new Host("fate"));
    crew = 1 + world.random().nextInt(4);
    trouble = Duration.ofSeconds(10 + world.random().nextInt(30));
  }

  static Story run(long seed, Sabotage sabotage) {
    return new Simulation(seed, sabotage).run();
  }

  private Story run() {
    for (int i = 0; i < crew; i++) {
      world.in(world.between(Duration.ZERO, Duration.ofSeconds(3)), fate, this::startNew);
    }
    client.enqueue(3 + world.random().nextInt(25), trouble.dividedBy(2));
    world.in(0, fate, this::turnOfFate);
    world.run(trouble.toNanos());
    var drainedIn = Duration.ZERO;
    if (world.sound()) {
      drainedIn = calm();
      stop();
    }
    if (world.sound()) {
      server.ledger().checkAll();
    }
    return new Story(
        seed,
        world.violations(),
        world.sound() ? List.of() : world.trace(),
        world.events(),
        Duration.ofNanos(world.nanos()),
        drainedIn,
        server.ledger().size());
  }

  // ---- trouble

  /** The faults of the moment. */
  private Faults faults() {
    return world.nanos() < trouble.toNanos() ? drawn : Faults.NONE;
  }

  private void startNew() {
    start("w" + ++names);
  }

  private void start(String name) {
    if (!stopping && (machines.size() < MACHINES_MAX || faults().equals(Faults.NONE))) {
      var machine = new Machine(terms, name, 1 + world.random().nextInt(4));
      machines.add(machine);
      machine.start();
    }
  }

  /** Every second of trouble. */
  private void turnOfFate() {
    if (world.nanos() >= trouble.toNanos()) {
      return;
    }
    for (var machine : List.copyOf(machines)) {
      if (machine.alive()) {
        befall(machine);
      }
    }
    if (world.chance(drawn.powerLoss())) {
      long outage = world.between(Duration.ZERO, Duration.ofSeconds(4));
      if (world.chance(0.8)) {
        server.losePower(outage);
      } else {
        server.stop(outage);
      }
    }
    if (machines.stream().filter(Machine::alive).count() < crew && world.chance(0.2)) {
      startNew();
    }
    if (world.chance(0.1)) {
      client.order();
    }
    world.in(STEP.toNanos(), fate, this::turnOfFate);
  }

  private void befall(Machine machine) {
    if (world.chance(drawn.death())) {
      machine.kill("by force");
      replace(machine);
    } else if (!machine.paused() && world.chance(drawn.pause())) {
      machine.pauseFor(world.between(STEP.dividedBy(10), terms.lostAfter().multipliedBy(3)), fate);
      if (world.chance(0.2)) {
        replace(machine);
      }
    } else if (world.chance(drawn.stop())) {
      if (world.chance(0.3)) {
        machine.drain();
      } else {
        machine.stop(Duration.ofNanos(world.between(Duration.ZERO, GRACE.multipliedBy(3))));
      }
      replace(machine);
    }
  }

  /** Another comes in its stead, now and then under its name. */
  private void replace(Machine machine) {
    boolean same = world.chance(0.4);
    world.in(
        world.between(Duration.ZERO, terms.lostAfter().multipliedBy(2)),
        fate,
        () -> {
          if (same) {
            start(machine.name());
          } else {
            startNew();
          }
        });
  }

  // ---- calm

  private Duration calm() {
    world.tell(() -> "now all faults stop");
    server.start();
    machines.forEach(Machine::goOn);
    startNew();
    long from = world.nanos();
    long until = from + DRAINED_WITHIN.toNanos();
    while (world.sound() && world.nanos() < until && !done()) {
      client.resumeAll(); // again and again: an order to pause may still be on its way
      world.run(world.nanos() + STEP.toNanos());
      if (machines.stream().noneMatch(Machine::alive)) {
        startNew(); // as whoever looks after them would
      }
    }
    if (world.sound() && !done()) {
      world.violated(
          "I7: tasks %s are not done %s after the last fault"
              .formatted(server.ledger().live(), DRAINED_WITHIN));
    }
    return Duration.ofNanos(world.nanos() - from);
  }

  private boolean done() {
    return !client.waits() && !server.expectsMore() && server.ledger().live().isEmpty();
  }

  // ---- the end

  private void stop() {
    stopping = true;
    machines.stream().filter(Machine::alive).forEach(machine -> machine.stop(GRACE));
    long until = world.nanos() + ENDED_WITHIN.toNanos();
    while (world.sound() && world.nanos() < until && machines.stream().anyMatch(Machine::alive)) {
      world.run(world.nanos() + STEP.toNanos());
    }
    for (var machine : machines) {
      if (world.sound() && machine.alive()) {
        world.violated(
            "I12: %s has not ended %s after it was told to".formatted(machine, ENDED_WITHIN));
      }
    }
  }
}
