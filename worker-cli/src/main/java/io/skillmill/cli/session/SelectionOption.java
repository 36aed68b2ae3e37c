package io.skillmill.cli.session;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.task.TaskSelection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which tasks an order is about: some by id, those of a queue, or all. */
public final class SelectionOption {

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Tasks by their ids.")
  private final List<Long> taskIds = new ArrayList<>();

  @Option(names = "--queue", paramLabel = "QUEUE", description = "All tasks of this queue.")
  private @Nullable String queue;

  @Option(names = "--all", description = "All tasks of the store.")
  private boolean all;

  /** What was typed; it must be exactly one of the three, and the ids must exist. */
  public TaskSelection in(SkillStore store) {
    int ways = (taskIds.isEmpty() ? 0 : 1) + (queue == null ? 0 : 1) + (all ? 1 : 0);
    if (ways != 1) {
      throw Problem.usage(
              ways == 0 ? "It is not said which tasks" : "Tasks are named in more than one way",
              "Give task ids, --queue QUEUE or --all")
          .asException();
    }
    if (all) {
      return new TaskSelection.All();
    }
    return queue != null ? new TaskSelection.Queue(queue) : existing(store);
  }

  private TaskSelection existing(SkillStore store) {
    for (long taskId : taskIds) {
      if (store.task(taskId).isEmpty()) {
        throw Problem.notFound(
                "There is no task " + taskId, "See 'skillmill tasks' for the ids there are")
            .asException();
      }
    }
    return new TaskSelection.Ids(taskIds);
  }
}
