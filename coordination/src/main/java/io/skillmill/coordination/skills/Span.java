package io.skillmill.coordination.skills;

import io.skillmill.schema.run.CallTrace;
import io.skillmill.schema.run.RunFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call while it is under way, for those who wish to see what a run did. Thread-safe. */
final class Span {

  private final String skill;
  private final String version;
  private final long beganNanos;
  private final List<Span> calls = new ArrayList<>();
  private long endedNanos;
  private boolean cached;
  private RunFailure.@Nullable Kind failed;

  Span(String skill, String version, long beganNanos) {
    this.skill = skill;
    this.version = version;
    this.beganNanos = beganNanos;
  }

  synchronized void add(Span call) {
    calls.add(call);
  }

  synchronized void answeredAgain() {
    cached = true;
  }

  synchronized void ended(long atNanos, Optional<RunFailure.Kind> failure) {
    endedNanos = atNanos;
    failed = failure.orElse(null);
  }

  /** What is known by now; a call that was given up may be still under way. */
  synchronized CallTrace seen(long runBeganNanos, long nowNanos) {
    return new CallTrace(
        skill,
        version,
        Duration.ofNanos(beganNanos - runBeganNanos),
        Duration.ofNanos((endedNanos == 0 ? nowNanos : endedNanos) - beganNanos),
        Optional.ofNullable(failed),
        cached,
        calls.stream().map(call -> call.seen(runBeganNanos, nowNanos)).toList());
  }
}
