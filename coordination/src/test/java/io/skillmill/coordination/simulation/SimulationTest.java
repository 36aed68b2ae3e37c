package io.skillmill.coordination.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Thousands of lives of a store, each from a seed. A failure prints its seed and what happened
 * last; {@code -Dskillmill.simulation.seed=N -Dskillmill.simulation.seeds=1} plays it again.
 */
@Tag("random")
final class SimulationTest {

  private static final long FIRST = Long.getLong("skillmill.simulation.seed", 1);
  private static final int SEEDS = Integer.getInteger("skillmill.simulation.seeds", 10_000);
  private static final int THREADS = 2;

  @Test
  void whatever_happens_nothing_is_lost_and_nothing_is_done_twice() throws InterruptedException {
    var next = new AtomicLong(FIRST);
    var broken = new ConcurrentLinkedQueue<Simulation.Story>();
    var events = new LongAdder();
    var seconds = new LongAdder();
    var slowest = new LongAccumulator(Math::max, 0);
    var threads = new ArrayList<Thread>();
    long start = System.nanoTime();
    for (int i = 0; i < THREADS; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (long seed = next.getAndIncrement();
                    seed < FIRST + SEEDS && broken.isEmpty();
                    seed = next.getAndIncrement()) {
                  var story = Simulation.run(seed, Simulation.Sabotage.NONE);
                  events.add(story.events());
                  seconds.add(story.lasted().toSeconds());
                  slowest.accumulate(story.drainedIn().toMillis());
                  if (!story.sound()) {
                    broken.add(story);
                  }
                }
              }));
    }
    for (var thread : threads) {
      thread.join();
    }
    System.out.printf(
        "simulation: seeds %d to %d, %,d events, %,d s of virtual time in %.1f s;"
            + " drained within %.1f s%n",
        FIRST,
        FIRST + SEEDS - 1,
        events.sum(),
        seconds.sum(),
        Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3,
        slowest.get() / 1e3);
    assertThat(broken.stream().map(SimulationTest::told).toList()).isEmpty();
  }

  private static String told(Simulation.Story story) {
    var lines = new ArrayList<String>();
    lines.add("Seed %d: %s".formatted(story.seed(), story.violations()));
    lines.addAll(story.trace());
    lines.add("Seed %d: %s".formatted(story.seed(), story.violations()));
    return String.join("\n", List.copyOf(lines));
  }
}
