package io.skillmill.schema.run;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call of a skill from outside.
 *
 * @param skill its name
 * @param terms on which terms it runs
 */
public record RunRequest(String skill, ObjectNode input, Terms terms) {

  /** A call on the usual terms. */
  public static RunRequest of(String skill, ObjectNode input) {
    return new RunRequest(skill, input, Terms.DEFAULT);
  }

  /**
   * What belongs to this call alone, and travels down with every call that it causes.
   *
   * @param credentials secrets by name; never shown, never kept
   * @param timeout shorter than the skill's own, if there is one
   * @param maxDepth how many skills may stand on the stack; empty for what the skill or the host
   *     says
   * @param traceId under which this run is found in logs and traces; empty for a fresh one
   * @param wantsTrace whether the answer is to tell which calls were made
   */
  public record Terms(
      Map<String, String> credentials,
      Optional<Duration> timeout,
      OptionalInt maxDepth,
      Optional<String> traceId,
      boolean wantsTrace) {

    public static final Terms DEFAULT =
        new Terms(Map.of(), Optional.empty(), OptionalInt.empty(), Optional.empty(), false);

    public Terms {
      credentials = Map.copyOf(credentials);
      if (maxDepth.isPresent() && maxDepth.getAsInt() < 1) {
        throw new IllegalArgumentException(
            "At least 1 skill must fit on the stack, not " + maxDepth.getAsInt());
      }
    }

    /** The same within a trace that others began, and with the calls told if that is wished. */
    public Terms within(String trace, boolean tells) {
      return new Terms(
          credentials, timeout, maxDepth, Optional.of(traceId.orElse(trace)), wantsTrace || tells);
    }

    /** Secrets do not belong in a log. */
    @Override
    public String toString() {
      return "Terms[%d credentials, timeout %s, depth %s, trace %s]"
          .formatted(credentials.size(), timeout, maxDepth, traceId);
    }
  }
}
