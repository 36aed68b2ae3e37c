package io.skillmill.coordination.upkeep;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.Registration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Upkeep that a test does round by round. */
public final class SteppedUpkeep {

  private final Upkeep upkeep;

  public SteppedUpkeep(
      SkillStore store, Upkeep.Plan plan, Predicate<Registration> own, LongSupplier nanoTime) {
    upkeep = Upkeep.of(store, plan, own, nanoTime);
  }

  public void round() {
    upkeep.round();
  }

  public long roundNanos() {
    return upkeep.roundNanos();
  }
}
