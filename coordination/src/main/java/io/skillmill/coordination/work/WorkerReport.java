package io.skillmill.coordination.work;

import io.skillmill.schema.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/**
 * What a worker did, from start to end.
 *
 * @param completed attempts that ended in a recorded result
 * @param failed attempts whose source was rejected
 * @param crashed attempts that broke; the store tries them again while they have attempts
 * @param timedOut attempts that ran past their timeout; tried again likewise
 * @param released claims given back
 * @param abandoned tasks that did not end when interrupted, whose threads were left behind
 * @param lostFinishes reports refused because the lease was no longer ours
 * @param rescued tasks taken back from workers that stopped giving signs of life
 * @param leftBehind tasks a draining worker left: in paused queues, or for parsers it lacks
 * @param duration from start to end
 * @param problem why it ended, where it did not end well
 */
public record WorkerReport(
    long completed,
    long failed,
    long crashed,
    long timedOut,
    long released,
    long abandoned,
    long lostFinishes,
    long rescued,
    long leftBehind,
    Duration duration,
    Optional<Problem> problem) {

  /** How many attempts were recorded, however they ended. */
  public long recorded() {
    return completed + failed + crashed + timedOut;
  }
}
