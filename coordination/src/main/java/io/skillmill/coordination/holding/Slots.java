package io.skillmill.coordination.holding;

import io.skillmill.schema.task.Outcome;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks, each on a virtual thread of its own. Holds no state: who runs is for the hands to
 * say. A run that ends starts the next one itself, so that the slots stay busy while the dispatcher
 * is with the store.
 */
class Slots {

  private static final Logger LOG = LoggerFactory.getLogger(Slots.class);
  private static final int ENDING_TRIES_MAX = 1_000;

  private final Hands hands;
  private final Hands.Setup setup;

  /** Read here so that its class is there before memory can run out. */
  private final Outcome neverRan = Crash.NEVER_RAN;

  Slots(Hands hands, Hands.Setup setup) {
    this.hands = hands;
    this.setup = setup;
  }

  /** Starts as many runs as there are free slots. */
  final void fill() {
    for (Run run = hands.next(); run != null; run = hands.next()) {
      if (!start(run)) {
        return; // the dispatcher tries again in a while
      }
    }
  }

  /** Has a run carried out by somebody; false where nobody could be found. */
  boolean start(Run run) {
    try {
      Thread.ofVirtual().name("skillmill-task-" + run.claim.taskId()).start(() -> carry(run));
      return true;
    } catch (Throwable e) { // out of memory, most likely
      hands.notStarted(run);
      LOG.warn("No thread could be started for task {}: {}", run.claim.taskId(), e.toString());
      return false;
    }
  }

  private void carry(Run run) {
    end(run, outcome(run));
    try {
      setup.ring().run();
      fill();
    } catch (Error e) { // out of memory, in whatever guise
      // the dispatcher looks after a while even where nobody rings, and fills then
    }
  }

  private Outcome outcome(Run run) {
    try {
      return hands.began(run, Thread.currentThread(), setup.clock().instant())
          ? attempt(run)
          : neverRan;
    } catch (Error e) {
      return Crash.of(e);
    }
  }

  private Outcome attempt(Run run) {
    try {
      var outcome = run.handler.handle(new RunContext(run, setup));
      return outcome == null
          ? new Outcome.Crashed("the handler returned nothing; it must return an outcome")
          : outcome;
    } catch (Throwable e) { // whatever it is, it ends this attempt and nothing else
      return Crash.of(e);
    }
  }

  /** Ends the run whatever it takes: a run that did not end would hold its slot for ever. */
  private void end(Run run, Outcome outcome) {
    for (int tries = 1; ; tries++) {
      try {
        hands.ended(run, outcome);
        return;
      } catch (Error e) {
        if (tries == ENDING_TRIES_MAX) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
    }
  }
}
