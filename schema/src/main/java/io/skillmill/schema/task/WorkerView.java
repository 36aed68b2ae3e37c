package io.skillmill.schema.task;

import java.time.Instant;
import java.util.Locale;

/**
 * A worker as the store holds it.
 *
 * @param card how it introduced itself
 * @param status whether it works
 * @param tasksCompleted how many of its attempts ended in a recorded result
 * @param holding how many tasks it has claimed now
 * @param lastHeartbeat its last sign of life, by its own clock
 * @param createdAt when its name was first registered
 */
public record WorkerView(
    WorkerCard card,
    Status status,
    long tasksCompleted,
    long holding,
    Instant lastHeartbeat,
    Instant createdAt) {

  /** Whether a worker works. */
  public enum Status {
    ACTIVE,
    STOPPED,
    LOST;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Status of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
