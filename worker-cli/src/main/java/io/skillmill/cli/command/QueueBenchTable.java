package io.skillmill.cli.command;

import io.skillmill.cli.render.Table;
import io.skillmill.cli.render.Table.Column;
import io.skillmill.cli.render.Terminal;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Shows people what a bench of the queue measured. */
final class QueueBenchTable {

  private final Terminal terminal;

  QueueBenchTable(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(JsonNode rates) {
    terminal.line(
        "measured on a store of its own, which is removed again: %s"
            .formatted(rates.path("measured_on").asString()));
    terminal.line(
        "%s tasks, results of %s bytes, batches of %s, %s workers in each of %s processes"
            .formatted(
                rates.path("tasks"),
                rates.path("result_bytes"),
                rates.path("batch"),
                rates.path("workers"),
                rates.path("processes")));
    phases(rates);
    pickUps(rates.path("pick_up"));
    shares(rates.path("drain").path("shares"));
  }

  private void phases(JsonNode rates) {
    var table = new Table(Column.word("phase"), Column.number("tasks/s"), Column.text("rounds"));
    for (String phase : List.of("enqueue", "drain", "cycle")) {
      var rate = rates.path(phase);
      table.row(phase, rate.path("tasks_per_second").asString(), rate.path("rounds").toString());
    }
    table.print(terminal);
  }

  private void pickUps(JsonNode pickUps) {
    if (pickUps.isEmpty()) {
      return;
    }
    var table =
        new Table(
            Column.word("pick-up"),
            Column.number("p50 ms"),
            Column.number("p99 ms"),
            Column.number("of it enqueue, p50"),
            Column.number("p99"));
    pickUps
        .properties()
        .forEach(each -> {
          var times = each.getValue();
          table.row(
              each.getKey().replace('_', ' '),
              times.path("p50_ms").asString(),
              times.path("p99_ms").asString(),
              times.path("enqueue_p50_ms").asString(),
              times.path("enqueue_p99_ms").asString());
        });
    table.print(terminal);
  }

  private void shares(JsonNode shares) {
    if (!shares.isEmpty()) {
      terminal.line("tasks of each process in the last round: " + shares);
    }
  }
}
