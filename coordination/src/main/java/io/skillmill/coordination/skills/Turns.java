package io.skillmill.coordination.skills;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.Rate;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.SkillLimits;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Lets so many calls of one skill run at a time, and so many begin in some time. Thread-safe. */
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
    return new Turns(
        new Semaphore(limits.concurrency(), true),
        limits.rate().map(rate -> new Bucket(rate, System::nanoTime)).orElse(null));
  }

  /** For checking what goes in and out. */
  static Turns ofChecks() {
    return new Turns(new Semaphore(CHECKS_MAX, true), null);
  }

  /**
   * Waits for a place, to be left again with {@link #leave}.
   *
   * @throws SkillException where there are more calls than its rate allows, or no place comes free
   *     in time
   */
  void take(long leftNanos) throws SkillException, InterruptedException {
    long waitNanos = bucket == null ? 0 : bucket.take();
    if (bucket != null && waitNanos > 0) {
      throw new SkillException(
          RunFailure.of(
                  RunFailure.Kind.BUSY,
                  "The skill has had all the calls that it takes: " + bucket.rate)
              .with(Json.object().put(RunFailure.RETRY_AFTER, millis(waitNanos))));
    }
    if (!places.tryAcquire() && !places.tryAcquire(leftNanos, TimeUnit.NANOSECONDS)) {
      throw SkillException.of(
          RunFailure.Kind.BUSY, "The skill was busy with other calls for the whole time");
    }
  }

  void leave() {
    places.release();
  }

  private static long millis(long nanos) {
    return (nanos + 999_999) / 1_000_000;
  }

  /** Tokens that come back evenly; those of the whole time at the most. */
  static final class Bucket {

    private final Rate rate;
    private final double nanosPerToken;
    private final LongSupplier nanoTime;
    private double tokens;
    private long filledNanos;

    Bucket(Rate rate, LongSupplier nanoTime) {
      this.rate = rate;
      this.nanosPerToken = (double) rate.per().toNanos() / rate.calls();
      this.nanoTime = nanoTime;
      this.tokens = rate.calls();
      this.filledNanos = nanoTime.getAsLong();
    }

    /** Takes one; if there is none, tells after how many nanoseconds there will be. */
    synchronized long take() {
      long now = nanoTime.getAsLong();
      tokens = Math.min(rate.calls(), tokens + (now - filledNanos) / nanosPerToken);
      filledNanos = now;
      if (tokens < 1) {
        return Math.max(1, (long) Math.ceil((1 - tokens) * nanosPerToken));
      }
      tokens--;
      return 0;
    }
  }
}
