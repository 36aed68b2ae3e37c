package io.skillmill.coordination.skills.javascript;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The right of one call to compute, of which a skill has so many. While a call waits for another
 * skill somebody else may have it. Used by one thread at a time.
 */
final class Place implements AutoCloseable {

  private final Semaphore places;
  private boolean held;

  private Place(Semaphore places) {
    this.places = places;
  }

  static Place of(Semaphore places) {
    return new Place(places);
  }

  /** Whether there was one in time. */
  boolean take(Duration left) throws InterruptedException {
    held = places.tryAcquire(left.toNanos(), TimeUnit.NANOSECONDS);
    return held;
  }

  void leave() {
    places.release();
    held = false;
  }

  void comeBack() throws InterruptedException {
    places.acquire();
    held = true;
  }

  @Override
  public void close() {
    if (held) {
      leave();
    }
  }
}
