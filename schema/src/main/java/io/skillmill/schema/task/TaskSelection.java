package io.skillmill.schema.task;

import java.util.List;

/** The tasks that an order such as cancel or retry is about. */
public sealed interface TaskSelection {

  /** These tasks. */
  record Ids(List<Long> taskIds) implements TaskSelection {
    public Ids {
      taskIds = List.copyOf(taskIds);
    }
  }

  /** All tasks of one queue. */
  record Queue(String name) implements TaskSelection {}

  /** All tasks. */
  record All() implements TaskSelection {}

  static TaskSelection task(long taskId) {
    return new Ids(List.of(taskId));
  }
}
