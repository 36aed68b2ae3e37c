package io.skillmill.coordination.skills;

import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.SkillLimits;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Lets so many calls of one skill run at a time, and so many begin in a minute. Thread-safe. */
final class Turns {

  /** How many values are checked at a time, of those that may take long; it is pure computing. */
  private static final int CHECKS_MAX = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final Semaphore places;
  private final @Nullable Bucket bucket;

  private Turns(Semaphore places, @Nullable Bucket bucket) {
    this.places = places;
    this.bucket = bucket;
  }

  static Turns of(SkillLimits limits) {
    var rate = limits.callsPerMinute();
    return new Turns(
        new Semaphore(limits.concurrency(), true),
        rate.isEmpty() ? null : new Bucket(rate.getAsInt(), System::nanoTime));
  }

  /** For checking what goes in and out. */
  static Turns ofChecks() {
    return new Turns(new Semaphore(CHECKS_MAX, true), null);
  }

  /**
   * Waits for a place, to be left again with {@link #leave}.
   *
   * @throws SkillException where there are too many calls a minute, or no place comes free in time
   */
  void take(long leftNanos) throws SkillException, InterruptedException {
    if (bucket != null && !bucket.take()) {
      throw SkillException.of(
          RunFailure.Kind.BUSY, "The skill has had all the calls that it takes in a minute");
    }
    if (!places.tryAcquire() && !places.tryAcquire(leftNanos, TimeUnit.NANOSECONDS)) {
      throw SkillException.of(
          RunFailure.Kind.BUSY, "The skill was busy with other calls for the whole time");
    }
  }

  void leave() {
    places.release();
  }

  /** Tokens that come back evenly; a minute's worth at the most. */
  static final class Bucket {

    private static final double MINUTE_NANOS = 60e9;

    private final int perMinute;
    private final LongSupplier nanoTime;
    private double tokens;
    private long filledNanos;

    Bucket(int perMinute, LongSupplier nanoTime) {
      this.perMinute = perMinute;
      this.nanoTime = nanoTime;
      this.tokens = perMinute;
      this.filledNanos = nanoTime.getAsLong();
    }

    synchronized boolean take() {
      long now = nanoTime.getAsLong();
      tokens = Math.min(perMinute, tokens + (now - filledNanos) * perMinute / MINUTE_NANOS);
      filledNanos = now;
      if (tokens < 1) {
        return false;
      }
      tokens--;
      return true;
    }
  }
}
