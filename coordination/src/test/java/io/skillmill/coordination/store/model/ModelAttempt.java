package io.skillmill.coordination.store.model;

import io.skillmill.schema.task.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One claim's story so far. */
final class ModelAttempt {

  final int number;
  final String leaseId;
  final String workerId;
  final Instant claimedAt;
  Optional<Instant> startedAt = Optional.empty();
  Optional<Instant> endedAt = Optional.empty();
  Optional<Duration> duration = Optional.empty();
  Optional<Attempt.Ending> ending = Optional.empty();
  Optional<String> error = Optional.empty();
  Optional<Instant> lateAt = Optional.empty();
  Optional<String> lateResult = Optional.empty();

  ModelAttempt(int number, String leaseId, String workerId, Instant claimedAt) {
    this.number = number;
    this.leaseId = leaseId;
    this.workerId = workerId;
    this.claimedAt = claimedAt;
  }

  ModelAttempt copy() {
    var copy = new ModelAttempt(number, leaseId, workerId, claimedAt);
    copy.startedAt = startedAt;
    copy.endedAt = endedAt;
    copy.duration = duration;
    copy.ending = ending;
    copy.error = error;
    copy.lateAt = lateAt;
    copy.lateResult = lateResult;
    return copy;
  }

  void end(Attempt.Ending how, Optional<String> why, Instant now) {
    ending = Optional.of(how);
    error = why;
    endedAt = Optional.of(now);
  }

  /** Whether its worker has reported how it ended. */
  boolean reported() {
    return ending
        .filter(how ->
            switch (how) {
              case COMPLETED, REJECTED, CRASHED, TIMED_OUT -> true;
              case LOST, RELEASED, CANCELLED -> false;
            })
        .isPresent();
  }

  Attempt view() {
    return new Attempt(
        number,
        leaseId,
        workerId,
        claimedAt,
        startedAt,
        endedAt,
        duration,
        ending,
        error,
        lateAt,
        lateResult);
  }
}
