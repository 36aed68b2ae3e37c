package io.skillmill.schema.task;

/**
 * What pruning removed.
 *
 * @param tasks finished tasks, with their results and attempts
 * @param contents contents that no task needs any more
 * @param workers workers that are gone
 */
public record Pruned(long tasks, long contents, long workers) {}
