package io.skillmill.coordination.wire;

import io.skillmill.schema.task.TaskState;
import java.time.Duration;
import java.util.Set;

/**
 * Which finished tasks to remove.
 *
 * @param olderThan those that ended longer ago than this
 * @param states in these states
 */
public record Prune(Duration olderThan, Set<TaskState> states) {

  public Prune {
    states = Set.copyOf(states);
  }
}
