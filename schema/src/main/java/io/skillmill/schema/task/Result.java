package io.skillmill.schema.task;

import java.time.Instant;
import java.util.Optional;

/**
 * The effective result of a task: what the attempt wrote that was still the owner.
 *
 * @param taskId the task
 * @param path where its source was found
 * @param result the document, report or diagnostics, as JSON text
 * @param error why it failed, where it did
 * @param metrics {@code duration_seconds}, {@code worker_id} and {@code task_type}, as JSON text
 * @param createdAt when it was recorded
 */
public record Result(
    long taskId,
    String path,
    Optional<String> result,
    Optional<String> error,
    String metrics,
    Instant createdAt) {}
