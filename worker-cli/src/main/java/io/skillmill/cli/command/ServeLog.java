package io.skillmill.cli.command;

import io.skillmill.cli.http.HostLog;
import io.skillmill.cli.http.Visit;
import io.skillmill.cli.journal.Journal;
import io.skillmill.cli.journal.Level;
import io.skillmill.cli.telemetry.Journey;
import io.skillmill.cli.telemetry.Telemetry;
import io.skillmill.schema.json.Json;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes into the journal whom the host served, and what broke. */
final class ServeLog implements HostLog {

  /** Asked all the time by machines, and of no interest while all is well. */
  private static final Set<String> DULL =
      Set.of("/health", "/health/live", "/health/ready", "/metrics");

  private final Journal journal;
  private final Optional<Telemetry> telemetry;
  private final Optional<PrintStream> traces;

  /**
   * A log.
   *
   * @param telemetry who is told of runs, if anybody
   * @param traces where stack traces go, if anywhere
   */
  ServeLog(Journal journal, Optional<Telemetry> telemetry, Optional<PrintStream> traces) {
    this.telemetry = telemetry;
    this.journal = journal;
    this.traces = traces;
  }

  @Override
  public void broken(Throwable why) {
    broken(why, "");
  }

  @Override
  public void broken(Throwable why, String requestId) {
    var fields = Json.object();
    if (!requestId.isEmpty()) {
      fields.put("request_id", requestId);
    }
    journal.line(Level.ERROR, "failure", fields.put("message", why.toString()));
    traces.ifPresent(why::printStackTrace);
  }

  @Override
  public boolean wantsRuns() {
    return telemetry.isPresent();
  }

  @Override
  public void ran(Journey journey) {
    telemetry.ifPresent(collector -> collector.record(journey));
  }

  @Override
  public Map<String, Long> tallies() {
    return telemetry.map(Telemetry::tallies).orElse(Map.of());
  }

  @Override
  public void visited(Visit visit) {
    Level level = level(visit);
    if (!journal.keeps(level)) {
      return;
    }
    var fields =
        Json.object()
            .put("request_id", visit.requestId())
            .put("method", visit.method())
            .put("route", visit.route())
            .put("status", visit.status())
            .put("ms", Math.round(visit.took().toNanos() / 1e3) / 1e3)
            .put("bytes", visit.bytes());
    put(fields, "skill", visit.about().skill());
    put(fields, "token", visit.about().token());
    put(fields, "trace_id", visit.about().traceId());
    journal.line(level, "request", fields);
  }

  private static void put(
      tools.jackson.databind.node.ObjectNode fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
  }

  private static Level level(Visit visit) {
    if (visit.status() >= 500) {
      return Level.ERROR;
    }
    if (visit.status() == 401 || visit.status() == 403 || visit.status() == 429) {
      return Level.WARN;
    }
    boolean dull = DULL.contains(visit.route()) || visit.route().startsWith("/v1/");
    return dull && visit.status() < 400 ? Level.DEBUG : Level.INFO;
  }
}
