package io.skillmill.coordination.work;

import io.skillmill.coordination.holding.Hands;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.WorkerCard;
import java.util.ArrayDeque;

/**
 * Registers the worker, again and again where the store takes it for dead, but not for ever: two
 * processes under one name would throw each other out without end. The dispatcher's alone.
 */
final class Membership {

  private static final int LOSSES_MAX = 8;
  private static final int WINDOW_IN_LOST_TIMES = 3;

  private final Settings settings;
  private final Hands hands;
  private final ArrayDeque<Long> losses = new ArrayDeque<>();

  Membership(Settings settings, Hands hands) {
    this.settings = settings;
    this.hands = hands;
  }

  Registration join() {
    var fresh = settings.store().register(settings.card());
    hands.registered(fresh);
    return fresh;
  }

  /** Notes that the worker was thrown out; too often in too short a time is the end. */
  void lost(long nanos) {
    long window = WINDOW_IN_LOST_TIMES * settings.upkeep().lostAfter().toNanos();
    losses.add(nanos);
    while (nanos - losses.getFirst() > window) {
      losses.remove();
    }
    if (losses.size() > LOSSES_MAX) {
      throw usurped(settings.card());
    }
  }

  private static RuntimeException usurped(WorkerCard card) {
    return Problem.usage(
            "The name of worker %s was taken over %d times in a row by another process"
                .formatted(card.workerId(), LOSSES_MAX),
            "Give every worker a name of its own, or none: names are then made up")
        .asException();
  }
}
