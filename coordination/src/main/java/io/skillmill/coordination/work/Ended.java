package io.skillmill.coordination.work;

import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.Outcome;
import java.time.Duration;
import java.time.Instant;

/** An attempt that is over and has to be reported. */
record Ended(Claim claim, Outcome outcome, Instant startedAt, Duration duration) {

  Finish finish() {
    return new Finish(claim.lease(), outcome, startedAt, duration);
  }
}
