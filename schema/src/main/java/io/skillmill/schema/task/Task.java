package io.skillmill.schema.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A task as the store holds it.
 *
 * @param taskId its number in this store
 * @param type what to do
 * @param path where its source was found
 * @param state where it stands
 * @param queue which line it stands in
 * @param priority higher goes first within its queue
 * @param createdAt when it was enqueued
 * @param runAt not to be claimed before
 * @param startedAt when it was last claimed
 * @param completedAt when it reached a final state
 * @param workerId who has it, or had it last
 * @param attempt how many leases were granted on it
 * @param spent how many attempts count against {@code maxAttempts}
 * @param maxAttempts how many attempts it has
 * @param timeout how long one attempt may run
 * @param parser the parser it needs
 * @param contentHash under which its source is stored
 * @param progress what its worker last said about it, as JSON text
 * @param error why it failed, or why its last attempt did
 */
public record Task(
    long taskId,
    TaskType type,
    String path,
    TaskState state,
    String queue,
    int priority,
    Instant createdAt,
    Instant runAt,
    Optional<Instant> startedAt,
    Optional<Instant> completedAt,
    Optional<String> workerId,
    int attempt,
    int spent,
    int maxAttempts,
    Duration timeout,
    Optional<NewTask.ParserRef> parser,
    Optional<String> contentHash,
    Optional<String> progress,
    Optional<String> error) {}
