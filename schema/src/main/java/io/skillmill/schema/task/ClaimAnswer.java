package io.skillmill.schema.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The answer to a {@link ClaimRequest}. */
public sealed interface ClaimAnswer {

  /**
   * What the worker may work on.
   *
   * @param claims as many as there were, highest priority and oldest first
   * @param nextDue when the next waiting task may be claimed, where fewer came than were asked for
   */
  record Granted(List<Claim> claims, Optional<Instant> nextDue) implements ClaimAnswer {
    public Granted {
      claims = List.copyOf(claims);
    }
  }

  /** The worker was taken for dead, or another took its name; it must register again. */
  record WorkerLost() implements ClaimAnswer {}
}
