package io.skillmill.coordination.upkeep;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.Pulse;
import io.skillmill.schema.task.Registration;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the pulses of all workers on a clock of its own, and takes back the tasks of those whose
 * pulse has not moved for too long. No two machines' clocks are ever compared.
 *
 * <p>It trusts what it saw only while it was awake: after a pause of its own it starts watching
 * afresh, because whatever stopped it may have stopped the others too. So a machine that wakes from
 * sleep rescues nobody. For the same reason it trusts nobody's silence while its own worker's pulse
 * stands still: then the store takes no signs of life, a stranger may hold its lock, and once that
 * ends the others need their time to be heard. One that has no worker gives a sign of life for
 * nobody before each look: while the store does not take it, it is as good as asleep.
 *
 * <p>All state belongs to the thread that calls {@link #round}; the count alone is read by others.
 */
final class Rescuer {

  private static final Logger LOG = LoggerFactory.getLogger(Rescuer.class);

  /** A pulse and when it was first seen at this count. */
  private record Sighting(long beats, long sinceNanos) {}

  private static final Beat OF_NOBODY = new Beat(new Registration("", ""), List.of(), List.of());

  private final SkillStore store;
  private final long lostNanos;
  private final Optional<Predicate<Registration>> ours;
  private final LongSupplier nanoTime;

  private Map<Registration, Sighting> sightings = new HashMap<>();
  private long lastLookNanos;
  private final LongAdder rescued = new LongAdder();

  /**
   * A rescuer that has not looked yet.
   *
   * @param ours which workers are our own, never to be rescued; empty where we have none
   */
  Rescuer(
      SkillStore store,
      Duration lostAfter,
      Optional<Predicate<Registration>> ours,
      LongSupplier nanoTime) {
    this.store = store;
    this.lostNanos = lostAfter.toNanos();
    this.ours = ours;
    this.nanoTime = nanoTime;
    this.lastLookNanos = nanoTime.getAsLong();
  }

  long rescued() {
    return rescued.sum();
  }

  void round() {
    if (ours.isEmpty()) {
      store.heartbeat(OF_NOBODY);
    }
    List<Pulse> pulses = store.pulses();
    long now = nanoTime.getAsLong();
    if (sleptSince(lastLookNanos, now) || pulses.stream().anyMatch(p -> isUnheard(p, now))) {
      sightings.clear();
    }
    lastLookNanos = now;
    sightings = seen(pulses, now);
    rescueAll(pulses.stream().filter(pulse -> isStill(pulse, now)).toList());
  }

  /** One that cannot be rescued must not keep those behind it from it. */
  private void rescueAll(List<Pulse> still) {
    Optional<ProblemException> failure = Optional.empty();
    for (var pulse : still) {
      try {
        rescue(pulse);
      } catch (ProblemException e) {
        failure = Optional.of(e);
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** What was seen before and has not moved keeps its time; workers that are gone fall out. */
  private Map<Registration, Sighting> seen(List<Pulse> pulses, long now) {
    var next = new HashMap<Registration, Sighting>();
    for (var pulse : pulses) {
      var before = sightings.get(pulse.worker());
      boolean moved = before == null || before.beats() != pulse.beats();
      next.put(pulse.worker(), moved ? new Sighting(pulse.beats(), now) : before);
    }
    return next;
  }

  /** Whether this is our own worker, whose signs of life do not reach the store. */
  private boolean isUnheard(Pulse pulse, long now) {
    var sighting = sightings.get(pulse.worker());
    return sighting != null
        && isOurs(pulse.worker())
        && sighting.beats() == pulse.beats()
        && sleptSince(sighting.sinceNanos(), now);
  }

  private boolean isOurs(Registration worker) {
    return ours.isPresent() && ours.get().test(worker);
  }

  private boolean isStill(Pulse pulse, long now) {
    var sighting = sightings.get(pulse.worker());
    return sighting != null && now - sighting.sinceNanos() >= lostNanos && !isOurs(pulse.worker());
  }

  private void rescue(Pulse pulse) {
    if (sleptSince(lastLookNanos, nanoTime.getAsLong())) {
      return; // we slept between looking and acting; the next round starts afresh
    }
    int tasks = store.rescue(pulse);
    sightings.remove(pulse.worker());
    rescued.add(tasks);
    LOG.info(
        "Worker {} gave no sign of life; {} tasks taken back", pulse.worker().workerId(), tasks);
  }

  private boolean sleptSince(long then, long now) {
    return now - then > lostNanos / 2;
  }
}
