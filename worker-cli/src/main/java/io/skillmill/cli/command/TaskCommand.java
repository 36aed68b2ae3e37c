package io.skillmill.cli.command;

import io.skillmill.cli.render.JsonViews;
import io.skillmill.cli.render.Periods;
import io.skillmill.cli.render.Table;
import io.skillmill.cli.render.Table.Column;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.Session;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskType;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One task and the story of its attempts. */
@Command(
    name = "task",
    description = "Show one task with all its attempts.",
    footerHeading = "%nExamples:%n",
    footer = {"  skillmill task 42", "  skillmill task 42 --json | jq '.attempts[].error'"})
final class TaskCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final JsonOption json = new JsonOption();

  @Parameters(paramLabel = "ID", description = "The task's id.")
  private long taskId;

  TaskCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (var store = session.existingStore()) {
      var task =
          store
              .task(taskId)
              .orElseThrow(() ->
                  Problem.notFound(
                          "There is no task " + taskId,
                          "See 'skillmill tasks' for the ids there are")
                      .asException());
      var attempts = store.attempts(taskId);
      if (json.wanted()) {
        report(task, attempts);
      } else {
        facts(task);
        attempts(attempts);
      }
      return 0;
    }
  }

  private void report(Task task, List<Attempt> attempts) {
    var report = JsonViews.task(task);
    var list = report.putArray("attempts");
    attempts.forEach(attempt -> list.add(JsonViews.attempt(attempt)));
    session.terminal().json(report);
  }

  private void facts(Task task) {
    var now = session.clock().instant();
    var facts = new Table(Column.word("task " + task.taskId()), Column.path(""));
    facts.row("state", task.state().word());
    facts.row("path", task.path());
    facts.row("type", task.type().word());
    facts.row("queue", "%s, priority %d".formatted(task.queue(), task.priority()));
    facts.row("created", Periods.relative(task.createdAt(), now));
    if (task.state().live() && task.runAt().isAfter(now)) {
      facts.row("due", Periods.relative(task.runAt(), now));
    }
    facts.row("attempts", "%d of %d spent".formatted(task.spent(), task.maxAttempts()));
    facts.row("timeout", Periods.show(task.timeout()));
    task.parser()
        .filter(_ -> task.type() != TaskType.RUN)
        .ifPresent(p -> facts.row("parser", p.name() + " " + p.version()));
    task.workerId().ifPresent(worker -> facts.row("worker", worker));
    task.progress().ifPresent(progress -> facts.row("progress", progress));
    task.error().ifPresent(error -> facts.row("error", error));
    facts.print(session.terminal());
  }

  private void attempts(List<Attempt> attempts) {
    if (attempts.isEmpty()) {
      session.terminal().line("no attempt yet");
      return;
    }
    var now = session.clock().instant();
    var table =
        new Table(
            Column.number("attempt"),
            Column.word("outcome"),
            Column.word("claimed"),
            Column.number("took"),
            Column.path("worker"),
            Column.text("error"));
    attempts.forEach(attempt -> row(table, attempt, now));
    session.terminal().line("");
    table.print(session.terminal());
  }

  private static void row(Table table, Attempt attempt, Instant now) {
    table.row(
        Integer.toString(attempt.number()),
        attempt.ending().map(Attempt.Ending::word).orElse("running")
            + (attempt.lateAt().isPresent() ? " (late report)" : ""),
        Periods.relative(attempt.claimedAt(), now),
        attempt.duration().map(Periods::show).orElse(""),
        attempt.workerId(),
        attempt.error().orElse(""));
  }
}
