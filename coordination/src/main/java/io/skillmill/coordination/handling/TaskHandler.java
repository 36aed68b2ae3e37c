package io.skillmill.coordination.handling;

import io.skillmill.schema.task.Outcome;

/**
 * Does the work of one type of task. Called on a virtual thread of its own for each task, many at a
 * time. Whatever it throws fails this one attempt.
 *
 * <p>It must end soon after its thread is interrupted: the task was cancelled, ran past its
 * timeout, or the worker stops. One that does not is left behind, and what it returns is dropped.
 */
@FunctionalInterface
public interface TaskHandler {

  Outcome handle(TaskContext context) throws Exception;

  /**
   * Whether it computes rather than waits. No more of those run at a time than the machine has
   * cores; the time a task waits for its turn does not count against its timeout.
   */
  default boolean cpuBound() {
    return false;
  }
}
