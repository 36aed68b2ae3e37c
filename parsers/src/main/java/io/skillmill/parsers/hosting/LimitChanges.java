package io.skillmill.parsers.hosting;

import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.Rate;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Limits as someone writes them down: those that are not there stay as they were.
 *
 * @param memoryBytes how much memory the skill's process may have; for kinds that can hold it
 * @param network whether it may use the network; for kinds that can hold it
 */
public record LimitChanges(
    Optional<Duration> timeout,
    OptionalInt concurrency,
    OptionalLong requestBytes,
    OptionalLong responseBytes,
    Optional<Rate> rate,
    OptionalInt callDepth,
    OptionalLong memoryBytes,
    Optional<Boolean> network) {

  public static final LimitChanges NONE =
      new LimitChanges(
          Optional.empty(),
          OptionalInt.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalLong.empty(),
          Optional.empty());

  /** The kinds that can hold a skill to its memory and keep it off the network. */
  private static final Set<Implementation.Kind> CONFINED =
      Set.of(
          Implementation.Kind.PROCESS, Implementation.Kind.PYTHON, Implementation.Kind.JAVASCRIPT);

  private static final int CONCURRENCY_MOST = 100_000;
  private static final int DEPTH_MOST = 64;

  static LimitChanges read(Fields limits) {
    limits.allow(
        Set.of(
            "timeout",
            "concurrency",
            "request_bytes",
            "response_bytes",
            "calls_per_minute",
            "rate",
            "call_depth",
            "memory",
            "network"));
    return new LimitChanges(
        limits.time("timeout", SkillLimits.TIMEOUT_MAX),
        limits.count("concurrency", 1, CONCURRENCY_MOST),
        limits.bytes("request_bytes"),
        limits.bytes("response_bytes"),
        rate(limits),
        limits.count("call_depth", 1, DEPTH_MOST),
        limits.bytes("memory"),
        limits.flag("network"));
  }

  private static Optional<Rate> rate(Fields limits) {
    OptionalInt perMinute = limits.count("calls_per_minute", 1, Rate.CALLS_MAX);
    Optional<Rate> rate = limits.rate("rate");
    if (rate.isPresent() && perMinute.isPresent()) {
      limits
          .page()
          .error(
              "field-doubled",
              "Both rate and calls_per_minute say how many calls are taken; remove one of them",
              limits.at("calls_per_minute"));
    }
    return rate.or(() ->
        perMinute.isPresent()
            ? Optional.of(Rate.perMinute(perMinute.getAsInt()))
            : Optional.empty());
  }

  /** A skill within these limits; those for its process stand under its settings then. */
  public SkillDeclaration on(SkillDeclaration skill) {
    var was = skill.limits();
    var limits =
        new SkillLimits(
            timeout.orElse(was.timeout()),
            concurrency.orElse(was.concurrency()),
            requestBytes.orElse(was.requestBytes()),
            responseBytes.orElse(was.responseBytes()),
            rate.isPresent() ? rate : was.rate(),
            callDepth.isPresent() ? callDepth : was.callDepth());
    return skill.within(limits).implemented(implementation(skill.implementation()));
  }

  private Implementation implementation(Implementation was) {
    if (!CONFINED.contains(was.kind()) || (memoryBytes.isEmpty() && network.isEmpty())) {
      return was;
    }
    var settings = was.settings().deepCopy();
    memoryBytes.ifPresent(bytes -> settings.put("memory_mb", mebibytes(bytes)));
    network.ifPresent(allowed -> settings.put("network", allowed.booleanValue()));
    return new Implementation(was.kind(), settings);
  }

  /** Rounded up. */
  private static int mebibytes(long bytes) {
    return (int) Math.min(Integer.MAX_VALUE, (bytes + (1 << 20) - 1) >> 20);
  }
}
