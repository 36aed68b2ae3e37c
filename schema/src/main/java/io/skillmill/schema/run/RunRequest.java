package io.skillmill.schema.run;

import java.time.Duration;
import java.util.Locale;
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

  /** By which way a call comes to a host. */
  public enum Door {
    HTTP,
    MCP,
    QUEUE,
    /** A model chose it, within the program that hosts the skill. */
    AGENT;

    /** As it is told. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What belongs to this call alone, and travels down with every call that it causes.
   *
   * @param credentials secrets by name; never shown, never kept
   * @param timeout shorter than the skill's own, if there is one
   * @param maxDepth how many skills may stand on the stack; empty for what the skill or the host
   *     says
   * @param maxCalls how many calls the run may make in all, its first one included; empty for any
   *     number
   * @param traceId under which this run is found in logs and traces; empty for a fresh one
   * @param traceparent what others are told who do a part of it, as the W3C has it
   * @param wantsTrace whether the answer is to tell which calls were made
   * @param door by which it came, for those who hear of it; empty where nobody said
   */
  public record Terms(
      Map<String, String> credentials,
      Optional<Duration> timeout,
      OptionalInt maxDepth,
      OptionalInt maxCalls,
      Optional<String> traceId,
      Optional<String> traceparent,
      boolean wantsTrace,
      Optional<Door> door) {

    public static final Terms DEFAULT =
        new Terms(Map.of(), Optional.empty(), OptionalInt.empty(), Optional.empty(), false);

    /** Those of a run that begins here, with as many calls as it takes. */
    public Terms(
        Map<String, String> credentials,
        Optional<Duration> timeout,
        OptionalInt maxDepth,
        Optional<String> traceId,
        boolean wantsTrace) {
      this(
          credentials,
          timeout,
          maxDepth,
          OptionalInt.empty(),
          traceId,
          Optional.empty(),
          wantsTrace,
          Optional.empty());
    }

    public Terms {
      credentials = Map.copyOf(credentials);
      if (maxDepth.isPresent() && maxDepth.getAsInt() < 1) {
        throw new IllegalArgumentException(
            "At least 1 skill must fit on the stack, not " + maxDepth.getAsInt());
      }
      if (maxCalls.isPresent() && maxCalls.getAsInt() < 1) {
        throw new IllegalArgumentException(
            "A run makes at least 1 call, not " + maxCalls.getAsInt());
      }
    }

    /** The same with so many calls at the most. */
    public Terms withCalls(OptionalInt most) {
      return new Terms(
          credentials, timeout, maxDepth, most, traceId, traceparent, wantsTrace, door);
    }

    /** The same, known to have come by this door. */
    public Terms by(Door entered) {
      return new Terms(
          credentials,
          timeout,
          maxDepth,
          maxCalls,
          traceId,
          traceparent,
          wantsTrace,
          Optional.of(entered));
    }

    /**
     * The same within a trace that others began.
     *
     * @param parent what those are told who do a part of it
     * @param tells whether the calls are to be told, whatever the caller wishes
     */
    public Terms within(String trace, String parent, boolean tells) {
      return new Terms(
          credentials,
          timeout,
          maxDepth,
          maxCalls,
          Optional.of(traceId.orElse(trace)),
          Optional.of(parent),
          wantsTrace || tells,
          door);
    }

    /** Secrets do not belong in a log. */
    @Override
    public String toString() {
      return "Terms[%d credentials, timeout %s, depth %s, calls %s, trace %s]"
          .formatted(credentials.size(), timeout, maxDepth, maxCalls, traceId);
    }
  }
}
