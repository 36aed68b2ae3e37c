package io.skillmill.cli.run;

import io.skillmill.cli.render.Terminal;
import io.skillmill.parsers.sources.PassedOver;
import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells what a search passes over: to people as it comes, to programs at the end. Belongs to one
 * thread.
 */
public final class Explanation implements Consumer<PassedOver> {

  /** How many are listed for programs; all are counted. */
  static final int LISTED_MAX = 10_000;

  private final Terminal terminal;
  private final boolean listing;
  private final Map<PassedOver.Reason, Long> counts = new EnumMap<>(PassedOver.Reason.class);
  private final List<PassedOver> listed = new ArrayList<>();
  private long total;

  /**
   * An explanation of nothing yet.
   *
   * @param listing whether a report is to list them, rather than each being told as it comes
   */
  public Explanation(Terminal terminal, boolean listing) {
    this.terminal = terminal;
    this.listing = listing;
  }

  @Override
  public void accept(PassedOver each) {
    total++;
    counts.merge(each.reason(), 1L, Long::sum);
    if (!listing) {
      terminal.note("passed over %s: %s".formatted(each.path(), each.why()));
    } else if (listed.size() < LISTED_MAX) {
      listed.add(each);
    }
  }

  /** The last word to people. */
  public void sumUp() {
    String each =
        counts.entrySet().stream()
            .map(entry -> "%d %s".formatted(entry.getValue(), entry.getKey().word()))
            .collect(Collectors.joining(", "));
    terminal.note(
        total == 0 ? "passed over nothing" : "passed over %d in all: %s".formatted(total, each));
  }

  /** What a report says of it. */
  public ObjectNode json() {
    ObjectNode json = Json.object().put("total", total);
    ObjectNode reasons = json.putObject("by_reason");
    counts.forEach((reason, count) -> reasons.put(reason.word(), count));
    var list = json.putArray("listed");
    for (PassedOver each : listed) {
      list.addObject()
          .put("path", each.path().toString())
          .put("reason", each.reason().word())
          .put("why", each.why());
    }
    return json.put("more", Math.max(0, total - listed.size()));
  }
}
