package io.skillmill.cli.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Lets in so many at a time; the others are asked to come again later. Thread-safe. */
final class Crowd {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Semaphore places;
  private final int placesMax;
  private final String what;

  Crowd(int placesMax, String what) {
    this.places = new Semaphore(placesMax);
    this.placesMax = placesMax;
    this.what = what;
  }

  /** A place, to be left again. */
  Place enter() {
    if (!places.tryAcquire()) {
      throw Refusal.later(
          Refusal.TOO_MANY,
          RETRY_AFTER,
          "The server is busy: it has %d %s already".formatted(placesMax, what));
    }
    return places::release;
  }

  /** A place in it. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }
}
