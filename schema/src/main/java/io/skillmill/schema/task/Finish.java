package io.skillmill.schema.task;

import java.time.Duration;
import java.time.Instant;

/**
 * A worker's report of a finished attempt.
 *
 * @param lease the one the claim came with
 * @param outcome how it ended
 * @param startedAt when the work began, by the worker's clock
 * @param duration how long it took
 */
public record Finish(Lease lease, Outcome outcome, Instant startedAt, Duration duration) {}
