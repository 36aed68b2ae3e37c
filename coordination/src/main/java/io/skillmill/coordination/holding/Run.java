package io.skillmill.coordination.holding;

import io.skillmill.coordination.handling.TaskHandler;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Registration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One claim's way through this worker. The fields that change belong to {@link Holdings}: they are
 * read and written under the lock of {@link Hands} only, except where they say otherwise.
 */
final class Run {

  /** Where it stands. Whoever moves it first, under the lock, decides how it ends. */
  enum Stage {
    /** Claimed, waits for a slot. */
    READY,
    /** Has a slot. */
    RUNNING,
    /** Has a slot, is past its timeout and interrupted: will be reported as timed out. */
    OVERDUE,
    /** Its task was cancelled; interrupted: whatever it returns is dropped. */
    REVOKED,
    /** The store took the worker for dead; interrupted: what it returns goes on record as late. */
    LOST,
    /** Given back; interrupted: whatever it returns is dropped. */
    RELEASED,
    /** Did not end when interrupted: its slot is free again, its thread left behind. */
    ABANDONED,
    ENDED
  }

  final Claim claim;
  final Registration holder;
  final TaskHandler handler;
  final boolean cpuBound;
  final long takenNanos;

  Stage stage = Stage.READY;
  @Nullable Thread thread;
  long startedNanos;
  Instant startedAt = Instant.EPOCH;
  long dueNanos;

  /** Set under the lock, read by the handler at any time. */
  volatile boolean revoked;

  /** Set by the handler, taken by the heartbeat. */
  final AtomicReference<@Nullable ObjectNode> note = new AtomicReference<>();

  Run(Claim claim, Registration holder, TaskHandler handler, long takenNanos) {
    this.claim = claim;
    this.holder = holder;
    this.handler = handler;
    this.cpuBound = handler.cpuBound();
    this.takenNanos = takenNanos;
  }

  Lease lease() {
    return claim.lease();
  }
}
