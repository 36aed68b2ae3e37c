package io.skillmill.cli.command;

import io.skillmill.cli.render.Table;
import io.skillmill.cli.render.Table.Column;
import io.skillmill.cli.render.Terminal;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Shows people what a bench of hosting measured. */
final class HostBenchTable {

  private final Terminal terminal;

  HostBenchTable(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(JsonNode figures) {
    terminal.line(
        "%s clients, %s calls a round, %s rounds in turns"
            .formatted(figures.path("clients"), figures.path("calls"), figures.path("rounds")));
    calls(figures);
    terminal.line("");
    var table = new Table(Column.word("what"), Column.number("figure"), Column.text(""));
    var nested = figures.path("nested");
    table.row("one skill calls another, p50", text(nested, "call_p50_us"), "us");
    table.row(
        "memory of one more light skill", text(figures.path("memory"), "kilobytes_each"), "KiB");
    var reload = figures.path("reload");
    table.row(
        "reload of %s skills, p50".formatted(reload.path("skills")), text(reload, "p50_ms"), "ms");
    table.row(
        "calls that failed meanwhile",
        text(reload, "failed_calls"),
        "of " + text(reload, "calls_meanwhile"));
    var start = figures.path("start");
    table.row("start to first answer", text(start, "first_answer_ms"), "ms");
    table.row("in memory after 1,000 calls", text(start, "resident_mb_after_1000_calls"), "MiB");
    table.print(terminal);
  }

  private void calls(JsonNode figures) {
    var table =
        new Table(
            Column.word("a call of 'time'"),
            Column.number("p50 us"),
            Column.number("p95 us"),
            Column.number("p99 us"),
            Column.number("calls/s"));
    for (String which : List.of("direct", "echo", "hosted")) {
      var times = figures.path(which);
      table.row(
          which,
          text(times, "p50_us"),
          text(times, "p95_us"),
          text(times, "p99_us"),
          text(times, "calls_per_second"));
    }
    var ratio = figures.path("hosted_to_echo");
    table.row("hosted / echo", text(ratio, "p50"), text(ratio, "p95"), text(ratio, "p99"), "");
    table.print(terminal);
  }

  private static String text(JsonNode node, String member) {
    return node.path(member).asString("");
  }
}
