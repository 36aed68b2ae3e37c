package io.skillmill.schema.task;

import java.util.Locale;
import java.util.Set;

/**
 * The states of a task and the moves between them.
 *
 * <pre>
 *   queued      → in_progress   claimed by a worker
 *   queued      → cancelled     cancelled before anyone took it
 *   in_progress → completed     finished with a document
 *   in_progress → failed        rejected, or the last attempt is spent
 *   in_progress → queued        to be tried again, given back, or its worker was lost
 *   in_progress → cancelled     cancelled while it ran; what it still writes is refused
 *   failed      → queued        retried by hand
 *   cancelled   → queued        retried by hand
 * </pre>
 *
 * {@code queued} also covers waiting for a delay or a retry time.
 */
public enum TaskState {
  QUEUED,
  IN_PROGRESS,
  COMPLETED,
  FAILED,
  CANCELLED;

  /** The states this one may turn into. */
  public Set<TaskState> next() {
    return switch (this) {
      case QUEUED -> Set.of(IN_PROGRESS, CANCELLED);
      case IN_PROGRESS -> Set.of(QUEUED, COMPLETED, FAILED, CANCELLED);
      case COMPLETED -> Set.of();
      case FAILED, CANCELLED -> Set.of(QUEUED);
    };
  }

  /** Whether a worker still has, or will have, something to do with it. */
  public boolean live() {
    return this == QUEUED || this == IN_PROGRESS;
  }

  /** The word in tables, on the wire and on terminals. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static TaskState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
