package io.skillmill.schema.task;

import java.time.Duration;
import java.util.Optional;

/**
 * A task as it was handed to a worker.
 *
 * @param lease must be shown with whatever is written about the task
 * @param type what to do
 * @param path where the source was found, for messages
 * @param contentHash under which the source is stored
 * @param parser the parser to use
 * @param attempt which attempt this is, from 1
 * @param timeout how long it may run
 */
public record Claim(
    Lease lease,
    TaskType type,
    String path,
    Optional<String> contentHash,
    Optional<NewTask.ParserRef> parser,
    int attempt,
    Duration timeout) {

  public long taskId() {
    return lease.taskId();
  }
}
