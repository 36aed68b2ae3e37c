package io.skillmill.cli.mcp;

import io.skillmill.cli.telemetry.TracePlace;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import tools.jackson.databind.JsonNode;

/**
 * Who asks, and on which terms.
 *
 * @param runs whether the skill of this name and this mount is there for them
 * @param manner how tools are told
 * @param credentials secrets by name, for the runs that they cause
 * @param trace in which their runs stand
 * @param above the skills of other hosts that wait for the answer
 */
record Asker(
    BiPredicate<String, String> runs,
    Manner manner,
    Map<String, String> credentials,
    TracePlace trace,
    List<String> above) {

  Asker {
    credentials = Map.copyOf(credentials);
    above = List.copyOf(above);
  }

  /**
   * The one client that started this process: everything is there for it, and its secrets are those
   * of the process.
   */
  static Asker local(Message message, boolean search) {
    JsonNode trace = message.meta().path(TracePlace.HEADER);
    return new Asker(
        (_, _) -> true,
        new Manner(search, Manner.PAGE_MAX),
        Map.of(),
        TracePlace.of(trace.isString() ? trace.asString() : null),
        List.of());
  }

  /** The same, told each list at once, however long it is. */
  Asker onOnePage() {
    var whole = new Manner(manner.search(), Integer.MAX_VALUE);
    return new Asker(runs, whole, credentials, trace, above);
  }

  /**
   * How tools are told.
   *
   * @param search whether two tools are offered that find and call the others
   * @param pageMax how many are told at a time
   */
  record Manner(boolean search, int pageMax) {

    /** As many as a host may have is one page for most. */
    static final int PAGE_MAX = 1_000;

    static final Manner USUAL = new Manner(false, PAGE_MAX);
  }

  /** Secrets do not belong in a log. */
  @Override
  public String toString() {
    return "Asker[%s, %d credentials]".formatted(manner, credentials.size());
  }
}
