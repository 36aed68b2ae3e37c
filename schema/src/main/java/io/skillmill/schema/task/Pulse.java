package io.skillmill.schema.task;

/**
 * How often a worker has given a sign of life. Whoever watches it compares pulses on a clock of its
 * own; no two machines' clocks are ever compared.
 *
 * @param worker whose pulse it is
 * @param beats the count
 */
public record Pulse(Registration worker, long beats) {}
