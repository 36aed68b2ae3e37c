package io.skillmill.coordination.upkeep;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.Registration;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The chores every worker does beside its tasks: it takes back the tasks of workers that stopped
 * giving signs of life and, where asked to, removes finished tasks that are old.
 */
public final class Upkeep {

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
    }
  }

  private Upkeep() {}

  /**
   * Upkeep that has not begun yet.
   *
   * @param nanoTime a clock that only goes forward, such as {@code System::nanoTime}
   * @param own which registrations are ours, never to be rescued
   */
  public static Upkeep of(
      SkillStore store, Plan plan, Predicate<Registration> own, LongSupplier nanoTime) {
    return new Upkeep();
  }
}
