package io.skillmill.cli.telemetry;

import io.skillmill.schema.run.CallTrace;
import java.time.Instant;

/**
 * One run, as part of a trace that others may have begun.
 *
 * @param place where it stands in the trace
 * @param began by the clock on the wall
 * @param calls what it did
 */
public record Journey(TracePlace place, Instant began, CallTrace calls) {}
