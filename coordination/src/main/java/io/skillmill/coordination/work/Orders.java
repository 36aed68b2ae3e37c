package io.skillmill.coordination.work;

import java.time.Duration;
import java.util.function.LongSupplier;

/** What the worker was told from outside. Thread-safe; an order is never taken back. */
final class Orders {

  private static final long NANOS_MAX = Duration.ofDays(365).toNanos();

  private final Doorbell bell;
  private final LongSupplier nanoTime;
  private volatile boolean draining;

  // Guarded by this.
  private boolean stopping;
  private long stopByNanos;

  Orders(Doorbell bell, LongSupplier nanoTime) {
    this.bell = bell;
    this.nanoTime = nanoTime;
  }

  void drain() {
    draining = true;
    bell.ring();
  }

  /** A later stop can only shorten the grace. */
  void stop(Duration grace) {
    long nanos = grace.compareTo(Duration.ofDays(365)) > 0 ? NANOS_MAX : grace.toNanos();
    long by = nanoTime.getAsLong() + Math.max(0, nanos);
    synchronized (this) {
      stopByNanos = stopping && stopByNanos - by < 0 ? stopByNanos : by;
      stopping = true;
    }
    bell.ring();
  }

  boolean draining() {
    return draining;
  }

  synchronized boolean stopping() {
    return stopping;
  }

  /** How much of the grace is left; 0 or less where it is over. */
  synchronized long graceNanosLeft(long nanos) {
    return stopByNanos - nanos;
  }
}
