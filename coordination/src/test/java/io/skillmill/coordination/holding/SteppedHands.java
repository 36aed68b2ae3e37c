package io.skillmill.coordination.holding;

import io.skillmill.schema.task.Outcome;
import java.util.function.Consumer;
import java.util.function.Function;

/** Hands whose runs are carried out by a test, step by step, and not by threads. */
public final class SteppedHands {

  private final Hands hands;

  /**
   * @param setup what real hands work with
   * @param carrier carries out what it is given, some time
   */
  public SteppedHands(Hands.Setup setup, Consumer<SteppedRun> carrier) {
    Function<Hands, Slots> slots =
        made ->
            new Slots(made, setup) {
              @Override
              boolean start(Run run) {
                carrier.accept(new SteppedRun(made, this, setup, run));
                return true;
              }
            };
    hands = new Hands(setup, slots);
  }

  public Hands hands() {
    return hands;
  }

  /** What the clock's thread does: interrupts what is due, and tells how long until the next is. */
  public long tick() {
    return hands.tick();
  }

  /** What becomes of a run that was taken back before it began. */
  static Outcome neverRan() {
    return Crash.NEVER_RAN;
  }
}
