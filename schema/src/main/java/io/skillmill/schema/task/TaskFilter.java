package io.skillmill.schema.task;

import java.util.Optional;
import java.util.Set;

/**
 * Which tasks to list. Pages go by task id, so that they stay put while tasks come and go.
 *
 * @param states these states; none for all
 * @param queue this queue
 * @param type this type
 * @param after only ids above this one; 0 for the first page
 * @param limit how many at the most
 */
public record TaskFilter(
    Set<TaskState> states, Optional<String> queue, Optional<TaskType> type, long after, int limit) {

  public static final int LIMIT_MAX = 10_000;

  public static final TaskFilter ALL =
      new TaskFilter(Set.of(), Optional.empty(), Optional.empty(), 0, 100);

  public TaskFilter {
    states = Set.copyOf(states);
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException(
          "A page has 1 to %d tasks, not %d".formatted(LIMIT_MAX, limit));
    }
  }

  public TaskFilter in(TaskState... these) {
    return new TaskFilter(Set.of(these), queue, type, after, limit);
  }

  public TaskFilter inQueue(String name) {
    return new TaskFilter(states, Optional.of(name), type, after, limit);
  }

  public TaskFilter after(long taskId) {
    return new TaskFilter(states, queue, type, taskId, limit);
  }

  public TaskFilter limit(int most) {
    return new TaskFilter(states, queue, type, after, most);
  }
}
