package io.skillmill.coordination.holding;

import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.Outcome;

/** A run in the hands of a test, which does what its thread would do. */
public final class SteppedRun {

  private final Hands hands;
  private final Slots slots;
  private final Hands.Setup setup;
  private final Run run;
  private boolean ended;

  SteppedRun(Hands hands, Slots slots, Hands.Setup setup, Run run) {
    this.hands = hands;
    this.slots = slots;
    this.setup = setup;
    this.run = run;
  }

  public Claim claim() {
    return run.claim;
  }

  /**
   * Begins; where it was taken back meanwhile, that is all.
   *
   * @param interrupt what an interrupt of its thread does
   */
  public boolean begin(Runnable interrupt) {
    var thread =
        new Thread() {
          @Override
          public void interrupt() {
            interrupt.run();
          }
        };
    boolean begun = hands.began(run, thread, setup.clock().instant());
    if (!begun) {
      end(SteppedHands.neverRan());
    }
    return begun;
  }

  /** Ends, unless it has, and lets the next one start. */
  public void end(Outcome outcome) {
    if (!ended) {
      ended = true;
      hands.ended(run, outcome);
      setup.ring().run();
      slots.fill();
    }
  }
}
