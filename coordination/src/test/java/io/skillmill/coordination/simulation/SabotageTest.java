package io.skillmill.coordination.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.store.model.Weakness;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A simulation that finds nothing proves something only if it finds what is wrong: each guard is
 * taken out, alone, and must be missed.
 */
@Tag("random")
final class SabotageTest {

  /** Seeds within which what is wrong must show. */
  private static final int SEEDS_MAX = 400;

  private static final int ROUNDS = 5;
  private static final long FIRST = Long.getLong("skillmill.simulation.seed", 1);

  @Test
  void a_store_that_does_not_compare_leases_is_found_out() {
    assertFoundOut(without(Weakness.NO_LEASE_CHECK));
  }

  @Test
  void a_store_that_answers_before_it_has_synced_is_found_out() {
    assertFoundOut(without(Weakness.NO_SYNC));
  }

  @Test
  void a_store_that_forgets_what_was_reported_is_found_out() {
    assertFoundOut(without(Weakness.NO_MEMORY_OF_REPORTS));
  }

  @Test
  void leases_that_are_only_counted_are_found_out() {
    assertFoundOut(without(Weakness.COUNTED_LEASES));
  }

  @Test
  void a_worker_that_falls_silent_while_it_stops_is_found_out() {
    assertFoundOut(new Simulation.Sabotage(Set.of(), true));
  }

  private static Simulation.Sabotage without(Weakness guard) {
    return new Simulation.Sabotage(Set.of(guard), false);
  }

  /** Found each time, from several seeds on; what broke first is printed. */
  private static void assertFoundOut(Simulation.Sabotage sabotage) {
    var broken = new TreeMap<String, Integer>();
    long seeds = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long from = FIRST + round * 1_000L;
      long seed = from;
      var story = Simulation.run(seed, sabotage);
      while (story.sound() && seed < from + SEEDS_MAX) {
        story = Simulation.run(++seed, sabotage);
      }
      assertThat(story.violations())
          .as("%s in %d seeds from %d", sabotage, SEEDS_MAX, from)
          .isNotEmpty();
      broken.merge(
          story.violations().getFirst().replaceAll(".* s: (I[0-9]+):.*", "$1"), 1, Integer::sum);
      seeds += seed - from + 1;
    }
    System.out.printf(
        "%s: found within %.1f seeds on average, by %s%n",
        sabotage, seeds / (double) ROUNDS, broken);
  }
}
