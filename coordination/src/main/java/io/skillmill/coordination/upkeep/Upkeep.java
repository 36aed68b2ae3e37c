package io.skillmill.coordination.upkeep;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.Registration;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chores every worker does beside its tasks, and a server does: it takes back the tasks of
 * workers that stopped giving signs of life and, where asked to, removes finished tasks that are
 * old. On a platform thread, which tasks that hog the cores cannot keep from running.
 */
public final class Upkeep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration ROUND_MAX = Duration.ofSeconds(1);
  private static final int ROUNDS_PER_LOST_TIME = 5;
  private static final Duration CLOSE_MAX = Duration.ofSeconds(15);

  /**
   * What to do how often.
   *
   * @param lostAfter how long a worker may be silent before it is taken for dead
   * @param keep how long finished tasks are kept; empty to keep them for ever
   */
  public record Plan(Duration lostAfter, Optional<Duration> keep) {

    public static final Plan DEFAULT = new Plan(Duration.ofSeconds(10), Optional.empty());

    public Plan {
      if (lostAfter.toMillis() < 1) {
        throw new IllegalArgumentException("A worker is lost after 1 ms or more, not " + lostAfter);
      }
      if (keep.filter(Duration::isNegative).isPresent()) {
        throw new IllegalArgumentException("Tasks cannot be kept for a negative time: " + keep);
      }
    }
  }

  private final Rescuer rescuer;
  private final Optional<Pruner> pruner;
  private final long roundNanos;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Set once, by {@link #start}. */
  private volatile @Nullable Thread thread;

  private Upkeep(Rescuer rescuer, Optional<Pruner> pruner, Plan plan) {
    this.rescuer = rescuer;
    this.pruner = pruner;
    this.roundNanos =
        Math.min(ROUND_MAX.toNanos(), plan.lostAfter().dividedBy(ROUNDS_PER_LOST_TIME).toNanos());
  }

  /**
   * Upkeep beside a worker, that has not begun yet.
   *
   * @param nanoTime a clock that only goes forward, such as {@code System::nanoTime}
   * @param own which registrations are ours, never to be rescued
   */
  public static Upkeep of(
      SkillStore store, Plan plan, Predicate<Registration> own, LongSupplier nanoTime) {
    return of(store, plan, Optional.of(own), nanoTime);
  }

  /** The same where there is no worker beside it, as in a server. */
  public static Upkeep alone(SkillStore store, Plan plan, LongSupplier nanoTime) {
    return of(store, plan, Optional.empty(), nanoTime);
  }

  private static Upkeep of(
      SkillStore store, Plan plan, Optional<Predicate<Registration>> ours, LongSupplier nanoTime) {
    return new Upkeep(
        new Rescuer(store, plan.lostAfter(), ours, nanoTime),
        plan.keep().map(keep -> new Pruner(store, keep, nanoTime)),
        plan);
  }

  /** Begins, on a daemon thread of this name. */
  public void start(String name) {
    thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /** How many tasks were taken back so far. */
  public long rescued() {
    return rescuer.rescued();
  }

  /** Ends, and waits until the round under way is done. */
  @Override
  public void close() {
    closed.countDown();
    var running = thread;
    try {
      if (running != null) {
        running.join(CLOSE_MAX);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does the chores once. */
  void round() {
    rescuer.round();
    pruner.ifPresent(Pruner::round);
  }

  /** How long from one round to the next. */
  long roundNanos() {
    return roundNanos;
  }

  /** Whatever happens, the next round is tried. */
  private void run() {
    boolean failing = false;
    while (true) {
      try {
        if (closed.await(roundNanos, TimeUnit.NANOSECONDS)) {
          return;
        }
        round();
        failing = false;
      } catch (InterruptedException _) {
        return; // told to end at once
      } catch (Throwable e) {
        complain(failing, e);
        failing = true;
      }
    }
  }

  private static void complain(boolean again, Throwable why) {
    try {
      if (!again) {
        LOG.warn("Upkeep failed and will be tried again: {}", why.toString());
      }
    } catch (Throwable _) {
      // no memory even for that
    }
  }
}
