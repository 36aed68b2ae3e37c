package io.skillmill.schema.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one call did, and the calls that it made in turn.
 *
 * @param began how long after the run began
 * @param failed empty where it went well
 * @param cached whether an earlier output answered
 */
public record CallTrace(
    String skill,
    String version,
    Duration began,
    Duration took,
    Optional<RunFailure.Kind> failed,
    boolean cached,
    List<CallTrace> calls) {

  public CallTrace {
    calls = List.copyOf(calls);
  }
}
