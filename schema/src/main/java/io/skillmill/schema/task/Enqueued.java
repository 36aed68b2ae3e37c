package io.skillmill.schema.task;

/**
 * What became of a task that was handed in. Whichever it is, {@link #taskId} is the task to ask
 * about.
 */
public sealed interface Enqueued {

  long taskId();

  /** A new task waits in its queue. */
  record Queued(long taskId) implements Enqueued {}

  /** A live task with the same key is already there; no second one was made. */
  record AlreadyLive(long taskId) implements Enqueued {}

  /** A finished task with the same key answers; nothing has to be done. */
  record Cached(long taskId, TaskState state) implements Enqueued {}
}
