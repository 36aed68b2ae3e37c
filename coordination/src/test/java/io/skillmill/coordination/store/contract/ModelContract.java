package io.skillmill.coordination.store.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;

/**
 * Random sequences of everything that can be done, in step with the model: every answer, and all
 * that can be seen afterwards, must be the same. A failure names the seed; {@code
 * -Dskillmill.random.seed} runs it again, {@code -Dskillmill.random.steps} makes it longer.
 */
@Tag("I1")
@Tag("I2")
@Tag("I3")
@Tag("I4")
@Tag("I5")
@Tag("I6")
@Tag("I9")
@Tag("I10")
@Tag("I11")
@Tag("I13")
@Tag("random")
abstract class ModelContract extends StoreScene {

  private static final long SEED = Long.getLong("skillmill.random.seed", System.nanoTime());
  private static final int STEPS = Integer.getInteger("skillmill.random.steps", 120);

  ModelContract(Function<Path, StoreFixture> engine) {
    super(engine);
  }

  @RepeatedTest(6)
  void whatever_is_done_the_store_answers_as_the_model_does(RepetitionInfo repetition) {
    long seed = SEED + repetition.getCurrentRepetition() - 1;
    System.out.printf("in step with the model: seed %d, %d steps%n", seed, STEPS);
    var stores = seed % 2 == 0 ? List.of(store, another()) : List.of(store);
    var walk = new ModelWalk(stores, clock, new Random(seed));
    for (int step = 0; step < STEPS; step++) {
      try {
        walk.stepAndCompare();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "seed %d, step %d, after\n%s\n%s"
                .formatted(seed, step, walk.lastTold(), e.getMessage()),
            e);
      }
    }
    walk.compareAll();
    forgotten = walk.forgotten();
  }
}
