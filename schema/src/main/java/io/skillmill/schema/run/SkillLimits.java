package io.skillmill.schema.run;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Within which limits a skill runs.
 *
 * @param timeout how long one call may take, the calls it makes itself included
 * @param concurrency how many calls run at a time; others wait for their turn within their time
 * @param requestBytes how large the input may be, as JSON
 * @param responseBytes how large the output may be, as JSON
 * @param rate how many calls are taken in which time; empty for any number
 * @param callDepth how many skills may stand on the stack from this one on; empty for what the host
 *     allows
 */
public record SkillLimits(
    Duration timeout,
    int concurrency,
    long requestBytes,
    long responseBytes,
    Optional<Rate> rate,
    OptionalInt callDepth) {

  public static final Duration TIMEOUT_MAX = Duration.ofHours(1);

  public static final SkillLimits DEFAULT =
      new SkillLimits(
          Duration.ofSeconds(30), 100, 1 << 20, 4 << 20, Optional.empty(), OptionalInt.empty());

  public SkillLimits {
    if (timeout.toMillis() < 1 || timeout.compareTo(TIMEOUT_MAX) > 0) {
      throw new IllegalArgumentException(
          "A skill's timeout is 1 ms to %s, not %s".formatted(TIMEOUT_MAX, timeout));
    }
    atLeastOne("concurrency", concurrency);
    atLeastOne("request bytes", requestBytes);
    atLeastOne("response bytes", responseBytes);
    callDepth.ifPresent(depth -> atLeastOne("call depth", depth));
  }

  private static void atLeastOne(String what, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "A skill's %s is 1 or more, not %d".formatted(what, value));
    }
  }

  /** The same with another timeout. */
  public SkillLimits withTimeout(Duration other) {
    return new SkillLimits(other, concurrency, requestBytes, responseBytes, rate, callDepth);
  }

  /** The same with so many calls at a time. */
  public SkillLimits withConcurrency(int other) {
    return new SkillLimits(timeout, other, requestBytes, responseBytes, rate, callDepth);
  }

  /** The same with so many calls in some time; empty for any number. */
  public SkillLimits withRate(Optional<Rate> other) {
    return new SkillLimits(timeout, concurrency, requestBytes, responseBytes, other, callDepth);
  }

  /** The same with so many skills on the stack from this one on; empty for what the host allows. */
  public SkillLimits withCallDepth(OptionalInt other) {
    return new SkillLimits(timeout, concurrency, requestBytes, responseBytes, rate, other);
  }

  /** The same with other bounds for what goes in and what comes out. */
  public SkillLimits withBytes(long request, long response) {
    return new SkillLimits(timeout, concurrency, request, response, rate, callDepth);
  }

  /** The shorter of two times, where the second is there. */
  public static Duration shorter(Duration one, Optional<Duration> other) {
    return other.filter(time -> time.compareTo(one) < 0).orElse(one);
  }
}
