package io.skillmill.coordination.wire;

import io.skillmill.schema.task.Lease;

/**
 * How far a task has come.
 *
 * @param lease the claim's
 * @param note a JSON object, as text
 */
public record Progress(Lease lease, String note) {}
