package io.skillmill.coordination.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Time, chance and the order of things. All happens on the thread that calls {@link #run}, one
 * event after the other; whoever has to wait in the middle of one lets the others go on with {@link
 * #pass}. The same seed makes the same world.
 */
final class World {

  private static final int TRACE_MAX = 120;

  private record Event(long at, long number, Actor actor, Runnable what)
      implements Comparable<Event> {

    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Event> agenda = new PriorityQueue<>();
  private final ArrayDeque<Supplier<String>> trace = new ArrayDeque<>();
  private final List<String> violations = new ArrayList<>();
  private final SplittableRandom random;
  private long now = 1;
  private long events;

  World(long seed) {
    random = new SplittableRandom(seed);
  }

  // ---- time

  /** On a clock that only goes forward. */
  long nanos() {
    return now;
  }

  long events() {
    return events;
  }

  /** Lets something happen to someone in a while, unless he is gone by then. */
  void in(long nanos, Actor actor, Runnable what) {
    agenda.add(new Event(now + Math.max(0, nanos), events++, actor, what));
  }

  /** Lets everything happen that is to happen up to this moment, or until something is wrong. */
  void run(long until) {
    while (sound() && !agenda.isEmpty() && agenda.peek().at <= until) {
      step();
    }
    now = Math.max(now, until);
  }

  /** The caller waits, and longer if his machine stands still; others go on. */
  void pass(long nanos, Host host) {
    long until = now + nanos;
    while (sound() && !agenda.isEmpty() && host.alive() && mustWait(until, host)) {
      step();
    }
    if (host.alive()) {
      now = Math.max(now, until);
    }
  }

  private boolean mustWait(long until, Host host) {
    return host.paused() || agenda.peek().at <= until;
  }

  private void step() {
    var event = agenda.remove();
    now = Math.max(now, event.at);
    event.actor.perform(event.what);
  }

  // ---- chance

  RandomGenerator random() {
    return random;
  }

  /** Chance that does not depend on what others draw. */
  RandomGenerator another() {
    return random.split();
  }

  boolean chance(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  long between(Duration least, Duration most) {
    return random.nextLong(least.toNanos(), most.toNanos() + 1);
  }

  <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  // ---- what is told of it

  /** Notes what happened, in words that are made only if they are asked for. */
  void tell(Supplier<String> what) {
    long at = now;
    trace.add(() -> "%10.3f  %s".formatted(at / 1e9, what.get()));
    if (trace.size() > TRACE_MAX) {
      trace.remove();
    }
  }

  void violated(String promise) {
    violations.add("at %.3f s: %s".formatted(now / 1e9, promise));
    tell(() -> "!!! " + promise);
  }

  boolean sound() {
    return violations.isEmpty();
  }

  List<String> violations() {
    return violations;
  }

  /** The last things that happened, line by line. */
  List<String> trace() {
    return trace.stream().map(Supplier::get).toList();
  }
}
