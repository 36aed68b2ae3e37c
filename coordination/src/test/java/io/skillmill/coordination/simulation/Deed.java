package io.skillmill.coordination.simulation;

import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.Outcome;
import java.time.Duration;

/**
 * What a run comes to.
 *
 * @param stubborn whether it does not hear an interrupt
 */
record Deed(How how, long nanos, boolean stubborn) {

  /** How it ends. */
  enum How {
    COMPLETE,
    REJECT,
    CRASH,
    KILL
  }

  private static final Duration QUICK = Duration.ofMillis(300);
  private static final Duration SLOW = Duration.ofSeconds(12);

  static Deed draw(World world, Faults faults) {
    boolean calm = faults.equals(Faults.NONE);
    boolean slow = !calm && world.chance(0.25);
    return new Deed(
        how(world, faults),
        world.between(Duration.ofMillis(1), slow ? SLOW : QUICK),
        !calm && world.chance(0.05));
  }

  private static How how(World world, Faults faults) {
    double lot = world.random().nextDouble();
    if (lot < 0.08) {
      return How.CRASH;
    }
    if (lot < 0.12) {
      return How.REJECT;
    }
    return faults.killers() && lot < 0.17 ? How.KILL : How.COMPLETE;
  }

  Outcome outcome(Claim claim) {
    return switch (how) {
      case COMPLETE -> new Outcome.Completed(Machine.resultOf(claim.path(), claim.lease()));
      case REJECT -> new Outcome.Rejected("it is bad", "{}");
      case CRASH, KILL -> new Outcome.Crashed("it broke");
    };
  }
}
