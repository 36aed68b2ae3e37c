package io.skillmill.schema.task;

/**
 * A worker as the store knows it.
 *
 * @param workerId its name
 * @param incarnation made afresh each time the name is registered, so that of two processes under
 *     one name only the later one goes on
 */
public record Registration(String workerId, String incarnation) {}
