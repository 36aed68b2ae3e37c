package io.skillmill.cli.command;

import io.skillmill.cli.render.JsonViews;
import io.skillmill.cli.render.Periods;
import io.skillmill.cli.render.Table;
import io.skillmill.cli.render.Table.Column;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.Session;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.Counts;
import io.skillmill.schema.task.QueueView;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.WorkerView;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** How many tasks are in which state, and who works. */
@Command(
    name = "status",
    description = "Show how many tasks are in which state, and which workers are there.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill status",
      "  skillmill status --watch",
      "  skillmill status --json | jq .success_rate"
    })
final class StatusCommand implements Callable<Integer> {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Session session;
  @Mixin private final JsonOption json = new JsonOption();

  @Option(names = "--watch", description = "Show it again whenever it changes, until Ctrl-C.")
  private boolean watch;

  StatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (var store = session.existingStore()) {
      show(store);
      while (watch) {
        long seen = store.changeMark();
        Thread.sleep(BETWEEN_LOOKS);
        store.awaitChange(seen, BETWEEN_LOOKS.multipliedBy(10));
        clear();
        show(store);
      }
      return 0;
    }
  }

  private void clear() {
    if (session.terminal().outIsTerminal()) {
      session.terminal().raw("\u001b[H\u001b[J");
    }
  }

  private void show(SkillStore store) {
    if (json.wanted()) {
      session.terminal().json(report(store));
    } else {
      tables(store);
    }
    session.terminal().flush();
  }

  private static ObjectNode report(SkillStore store) {
    var counts = store.counts();
    var report = JsonViews.counts(counts).put("success_rate", counts.successRate());
    var workers = report.putArray("workers");
    store.workers().forEach(worker -> workers.add(JsonViews.worker(worker)));
    var queues = report.putArray("queues");
    store.queues().forEach(queue -> queues.add(JsonViews.queue(queue)));
    return report;
  }

  private void tables(SkillStore store) {
    var counts = store.counts();
    if (!session.terminal().outIsTerminal()) {
      for (var state : TaskState.values()) {
        session.terminal().line(state.word() + "\t" + counts.of(state));
      }
      return;
    }
    var all = states();
    addCounts(all, "all", counts);
    store.queues().forEach(queue -> addCounts(all, name(queue), queue.counts()));
    all.print(session.terminal());
    session.terminal().line(rate(counts));
    workers(store);
  }

  private static Table states() {
    return new Table(
        Column.text("queue"),
        Column.number("total"),
        Column.number("queued"),
        Column.number("running"),
        Column.number("done"),
        Column.number("failed"),
        Column.number("cancelled"));
  }

  private static void addCounts(Table table, String name, Counts counts) {
    table.row(
        name,
        Long.toString(counts.total()),
        Long.toString(counts.queued()),
        Long.toString(counts.inProgress()),
        Long.toString(counts.completed()),
        Long.toString(counts.failed()),
        Long.toString(counts.cancelled()));
  }

  private static String name(QueueView queue) {
    return queue.paused() ? queue.name() + " (paused)" : queue.name();
  }

  private static String rate(Counts counts) {
    if (counts.completed() + counts.failed() == 0) {
      return "success rate: nothing finished yet";
    }
    return String.format(Locale.ROOT, "success rate: %.1f %%", counts.successRate() * 100);
  }

  private void workers(SkillStore store) {
    var active =
        store.workers().stream()
            .filter(worker -> worker.status() == WorkerView.Status.ACTIVE)
            .toList();
    if (active.isEmpty()) {
      session.terminal().line("no worker is active");
      return;
    }
    var now = session.clock().instant();
    for (var worker : active) {
      session
          .terminal()
          .line(
              "worker %s holds %d, completed %d, last heard %s"
                  .formatted(
                      worker.card().workerId(),
                      worker.holding(),
                      worker.tasksCompleted(),
                      Periods.relative(worker.lastHeartbeat(), now)));
    }
  }
}
