package io.skillmill.schema.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One claim's whole story. Rows are added and completed, never overwritten.
 *
 * @param number from 1, in the order of the claims
 * @param leaseId the claim's lease
 * @param workerId who claimed it
 * @param claimedAt when
 * @param startedAt when work began, where the worker said so
 * @param endedAt when it ended
 * @param duration how long the work took
 * @param ending how it ended; empty while it runs
 * @param error why, where it did not end well
 * @param lateAt when its worker reported after it had lost the lease
 * @param lateResult what it reported then
 */
public record Attempt(
    int number,
    String leaseId,
    String workerId,
    Instant claimedAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Duration> duration,
    Optional<Ending> ending,
    Optional<String> error,
    Optional<Instant> lateAt,
    Optional<String> lateResult) {

  /** How an attempt can end. */
  public enum Ending {
    COMPLETED,
    REJECTED,
    CRASHED,
    TIMED_OUT,
    /** Its worker stopped giving signs of life. */
    LOST,
    /** Its worker gave it back. */
    RELEASED,
    /** Its task was cancelled. */
    CANCELLED;

    /** The word in tables, on the wire and on terminals. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Ending of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public static Ending of(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Completed _ -> COMPLETED;
        case Outcome.Rejected _ -> REJECTED;
        case Outcome.Crashed _ -> CRASHED;
        case Outcome.TimedOut _ -> TIMED_OUT;
      };
    }
  }
}
