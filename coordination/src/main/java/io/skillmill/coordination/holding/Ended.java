package io.skillmill.coordination.holding;

import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.Outcome;
import java.time.Duration;
import java.time.Instant;

/** An attempt that is over and has to be reported. */
public record Ended(Claim claim, Outcome outcome, Instant startedAt, Duration duration) {

  /** What to tell the store. */
  public Finish finish() {
    return new Finish(claim.lease(), outcome, startedAt, duration);
  }
}
