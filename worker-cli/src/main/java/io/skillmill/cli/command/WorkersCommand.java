package io.skillmill.cli.command;

import io.skillmill.cli.render.JsonViews;
import io.skillmill.cli.render.Periods;
import io.skillmill.cli.render.Table;
import io.skillmill.cli.render.Table.Column;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.Session;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.WorkerView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The workers that the store knows. */
@Command(
    name = "workers",
    description = "List the workers the store knows, with their last sign of life.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill workers",
      "  skillmill workers --json | jq '.workers[] | select(.status == \"lost\")'"
    })
final class WorkersCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final JsonOption json = new JsonOption();

  WorkersCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (var store = session.existingStore()) {
      var workers = store.workers();
      if (json.wanted()) {
        var report = Json.object();
        var list = report.putArray("workers");
        workers.forEach(worker -> list.add(JsonViews.worker(worker)));
        session.terminal().json(report);
      } else {
        table(workers);
      }
      return 0;
    }
  }

  private void table(List<WorkerView> workers) {
    var now = session.clock().instant();
    var table =
        new Table(
            Column.path("worker"),
            Column.word("status"),
            Column.number("slots"),
            Column.number("holding"),
            Column.number("completed"),
            Column.word("last heard"));
    for (var worker : workers) {
      table.row(
          worker.card().workerId(),
          worker.status().word(),
          Integer.toString(worker.card().slots()),
          Long.toString(worker.holding()),
          Long.toString(worker.tasksCompleted()),
          Periods.relative(worker.lastHeartbeat(), now));
    }
    table.print(session.terminal());
  }
}
