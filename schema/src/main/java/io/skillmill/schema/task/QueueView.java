package io.skillmill.schema.task;

/**
 * A queue as the store holds it.
 *
 * @param name its name
 * @param paused whether claims from it are held back
 * @param counts how many of its tasks are in which state
 */
public record QueueView(String name, boolean paused, Counts counts) {}
