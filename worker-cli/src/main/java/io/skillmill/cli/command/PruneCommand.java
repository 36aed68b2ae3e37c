package io.skillmill.cli.command;

import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.Session;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.task.Pruned;
import io.skillmill.schema.task.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes what is old. */
@Command(
    name = "prune",
    description = {
      "Remove finished tasks that ended long ago.",
      "Their results and attempts go too, and then what nothing refers to any more."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill prune --older-than 30d",
      "  skillmill prune --older-than 12h --states failed,cancelled"
    })
final class PruneCommand implements Callable<Integer> {

  private static final Set<TaskState> FINISHED =
      Set.of(TaskState.COMPLETED, TaskState.FAILED, TaskState.CANCELLED);

  private final Session session;
  @Mixin private final JsonOption json = new JsonOption();

  @Option(
      names = "--older-than",
      paramLabel = "TIME",
      required = true,
      description = "Only tasks that ended longer ago than this, such as 30d or 12h.")
  private Duration olderThan = Duration.ofDays(30);

  @Option(
      names = {"--states", "--state"},
      paramLabel = "STATE",
      split = ",",
      description = "Only these: completed, failed, cancelled. Default: all three.")
  private final List<TaskState> states = new ArrayList<>();

  PruneCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var chosen = states.isEmpty() ? FINISHED : EnumSet.copyOf(states);
    if (!FINISHED.containsAll(chosen)) {
      throw Problem.usage(
              "Only finished tasks can be pruned",
              "Give --states completed, failed or cancelled; use 'skillmill cancel' for live ones")
          .asException();
    }
    try (var store = session.existingStore()) {
      report(store.prune(olderThan, chosen));
    }
    return 0;
  }

  private void report(Pruned pruned) {
    if (json.wanted()) {
      session
          .terminal()
          .json(
              Json.object()
                  .put("tasks", pruned.tasks())
                  .put("contents", pruned.contents())
                  .put("workers", pruned.workers()));
    } else {
      session
          .terminal()
          .line(
              "removed %d tasks, %d contents, %d workers"
                  .formatted(pruned.tasks(), pruned.contents(), pruned.workers()));
    }
  }
}
