package io.skillmill.coordination.store.contract;

import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** What workers report, in the words of a test. */
public final class Reports {

  static final Instant STARTED = Instant.parse("2026-03-01T12:00:00Z");
  static final Duration TOOK = Duration.ofMillis(1500);

  private Reports() {}

  /** A result that tells its maker, so that a test sees whose result counts. */
  public static String resultOf(Lease lease) {
    return "{\"by\":\"" + lease.id() + "\"}";
  }

  public static Finish completed(Claim claim) {
    return completed(claim.lease());
  }

  public static Finish completed(Lease lease) {
    return finish(lease, new Outcome.Completed(resultOf(lease)));
  }

  /** Of work that leaves nothing, and that nobody wants to hear of again. */
  public static Finish forgettable(Lease lease) {
    return finish(lease, new Outcome.Completed("{}")).withoutHistory();
  }

  public static Finish rejected(Claim claim) {
    return finish(
        claim.lease(), new Outcome.Rejected("no name given", "{\"diagnostics\":[\"no name\"]}"));
  }

  public static Finish crashed(Claim claim) {
    return finish(claim.lease(), new Outcome.Crashed("the parser fell over"));
  }

  public static Finish timedOut(Claim claim) {
    return finish(claim.lease(), new Outcome.TimedOut("still running after 60 s"));
  }

  public static Finish finish(Lease lease, Outcome outcome) {
    return new Finish(lease, outcome, STARTED, TOOK);
  }

  /** A lease that nobody was ever given. */
  public static Lease forged(long taskId, RandomGenerator random) {
    byte[] id = new byte[16];
    random.nextBytes(id);
    return new Lease(taskId, HexFormat.of().formatHex(id));
  }
}
