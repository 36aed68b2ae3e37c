package io.skillmill.cli.command;

import io.skillmill.cli.render.JsonViews;
import io.skillmill.cli.render.Periods;
import io.skillmill.cli.render.Table;
import io.skillmill.cli.render.Table.Column;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.Session;
import io.skillmill.cli.session.TaskFilterOption;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskFilter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The tasks of the store, page by page. */
@Command(
    name = "tasks",
    description = "List tasks, oldest first, a page at a time.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill tasks --state failed",
      "  skillmill tasks --queue nightly --state queued,in_progress",
      "  skillmill tasks --after 100 --limit 100 --json"
    })
final class TasksCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final JsonOption json = new JsonOption();
  @Mixin private final TaskFilterOption filter = new TaskFilterOption();

  @Option(
      names = "--after",
      paramLabel = "ID",
      defaultValue = "0",
      description = "Only tasks with a higher id: the last id of the page before.")
  private long after;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many at the most, up to 10000. Default: ${DEFAULT-VALUE}.")
  private int limit = 100;

  TasksCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > TaskFilter.LIMIT_MAX) {
      throw Problem.usage(
              "A page has 1 to %d tasks, not %d".formatted(TaskFilter.LIMIT_MAX, limit),
              "Give another --limit")
          .asException();
    }
    try (var store = session.existingStore()) {
      var page = store.tasks(filter.filter(Set.of()).after(after).limit(limit));
      if (json.wanted()) {
        report(page);
      } else {
        table(page);
      }
      return 0;
    }
  }

  private void report(List<Task> page) {
    var report = Json.object();
    var tasks = report.putArray("tasks");
    page.forEach(task -> tasks.add(JsonViews.task(task)));
    report.put("next_after", isFull(page) ? page.getLast().taskId() : null);
    session.terminal().json(report);
  }

  private void table(List<Task> page) {
    var now = session.clock().instant();
    var table =
        new Table(
            Column.number("id"),
            Column.word("state"),
            Column.text("queue"),
            Column.word("created"),
            Column.path("path"),
            Column.text("error"));
    for (var task : page) {
      table.row(
          Long.toString(task.taskId()),
          task.state().word(),
          task.queue(),
          Periods.relative(task.createdAt(), now),
          task.path(),
          task.error().orElse(""));
    }
    table.print(session.terminal());
    if (isFull(page)) {
      session
          .terminal()
          .note("There may be more: skillmill tasks --after " + page.getLast().taskId());
    }
  }

  private boolean isFull(List<Task> page) {
    return page.size() == limit;
  }
}
