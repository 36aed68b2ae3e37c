package io.skillmill.cli.session;

import io.skillmill.schema.task.TaskFilter;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.TaskType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which tasks to list. */
public final class TaskFilterOption {

  @Option(
      names = "--state",
      paramLabel = "STATE",
      split = ",",
      description = "Only these: queued, in_progress, completed, failed, cancelled.")
  private final List<TaskState> states = new ArrayList<>();

  @Option(names = "--queue", paramLabel = "QUEUE", description = "Only tasks of this queue.")
  private @Nullable String queue;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Only tasks of this type: parse, validate or analyze.")
  private @Nullable TaskType type;

  /** What was typed, with these states where none was. */
  public TaskFilter filter(Set<TaskState> statesByDefault) {
    return new TaskFilter(
        states.isEmpty() ? statesByDefault : Set.copyOf(states),
        Optional.ofNullable(queue),
        Optional.ofNullable(type),
        0,
        TaskFilter.ALL.limit());
  }
}
