package io.skillmill.cli.mcp;

import io.skillmill.cli.http.Caller;
import io.skillmill.cli.telemetry.TracePlace;
import io.skillmill.cli.tools.HostedTools;
import io.skillmill.coordination.skills.hosting.Mounted;
import io.skillmill.coordination.skills.hosting.Snapshot;
import io.skillmill.coordination.tokens.Right;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Who asks, of what, and on which terms.
 *
 * @param skills what was hosted when they asked: one answer is about one moment
 * @param caller what they may do, without their name
 * @param manner how tools are told
 */
record Asker(Snapshot skills, Caller caller, Manner manner, Terms terms) {

  static final Caller OWNER = new Caller("", EnumSet.allOf(Right.class), Optional.empty());

  Asker {
    caller = caller.nameless();
  }

  /**
   * The one client that started this process: everything is there for it, and its secrets are those
   * of the process.
   */
  static Asker local(Snapshot skills, Message message, boolean search) {
    JsonNode trace = message.meta().path(TracePlace.HEADER);
    var place = TracePlace.of(trace.isString() ? trace.asString() : null);
    return new Asker(
        skills, OWNER, new Manner(search, Manner.PAGE_MAX), new Terms(Map.of(), place, List.of()));
  }

  /** The tools that they may run. */
  HostedTools tools() {
    return HostedTools.of(skills).only(this::isThere);
  }

  /** The skills that models are offered, as far as they may run them. */
  List<Mounted> offered() {
    return skills.offered().stream()
        .filter(skill -> isThere(skill.configName(), skill.mount()))
        .toList();
  }

  private boolean isThere(String name, String mount) {
    return caller.may(Right.RUN) && caller.maySee(name, mount);
  }

  /** The same who asks once more, for another run of the same trace. */
  Asker again() {
    var next = new Terms(terms.credentials(), terms.trace().beside(), terms.above());
    return new Asker(skills, caller, manner, next);
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
  }

  /**
   * Of the runs that they cause.
   *
   * @param credentials secrets by name
   * @param trace in which they stand
   * @param above the skills of other hosts that wait for the answer
   */
  record Terms(Map<String, String> credentials, TracePlace trace, List<String> above) {

    static final Terms NONE = new Terms(Map.of(), TracePlace.of(null), List.of());

    Terms {
      credentials = Map.copyOf(credentials);
      above = List.copyOf(above);
    }

    /** Secrets do not belong in a log. */
    @Override
    public String toString() {
      return "Terms[%d credentials]".formatted(credentials.size());
    }
  }
}
