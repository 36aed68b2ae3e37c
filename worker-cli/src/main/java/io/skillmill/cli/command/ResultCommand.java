package io.skillmill.cli.command;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.JsonViews;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.Session;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What came of a task. */
@Command(
    name = "result",
    description = "Print the document a task made, or say why there is none.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill result 42",
      "  skillmill result skills/pdf/SKILL.md",
      "  skillmill result 42 --json | jq .metrics"
    })
final class ResultCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final JsonOption json = new JsonOption();

  @Parameters(paramLabel = "ID|PATH", description = "A task's id, or the path of its source.")
  private String wanted = "";

  ResultCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (var store = session.existingStore()) {
      var task = TaskLookup.find(store, wanted);
      var result = store.result(task.taskId()).orElseThrow(() -> noResult(task));
      if (json.wanted()) {
        session.terminal().json(JsonViews.result(result, task.state()));
        return ExitCodes.failedIf(task.state() != TaskState.COMPLETED);
      }
      return print(task, result);
    }
  }

  private int print(Task task, Result result) {
    if (task.state() != TaskState.COMPLETED) {
      throw Problem.failed(
              "Task %d (%s) %s: %s"
                  .formatted(
                      task.taskId(),
                      task.path(),
                      task.state() == TaskState.FAILED ? "failed" : "is " + task.state().word(),
                      result.error().or(task::error).orElse("no reason is on record")),
              "See 'skillmill task %d' for its attempts".formatted(task.taskId()))
          .asException();
    }
    session.terminal().line(Json.pretty(Json.readOurs(result.result().orElse("null"))));
    return ExitCodes.OK;
  }

  private static ProblemException noResult(Task task) {
    var remedy =
        task.state().live()
            ? "Run 'skillmill work --drain', or wait for a worker that does"
            : "See 'skillmill task %d', and 'skillmill retry %1$d' to try again"
                .formatted(task.taskId());
    var why = task.error().map(error -> ": " + error).orElse("");
    return Problem.failed(
            "Task %d (%s) has no result; it is %s%s"
                .formatted(task.taskId(), task.path(), task.state().word(), why),
            remedy)
        .asException();
  }
}
