package io.skillmill.schema.task;

/**
 * How a worker introduces itself.
 *
 * @param workerId its name, unique among the workers of a store
 * @param host the machine it runs on
 * @param pid its process id there
 * @param slots how many tasks it runs at a time
 */
public record WorkerCard(String workerId, String host, long pid, int slots) {}
