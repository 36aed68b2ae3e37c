package io.skillmill.cli.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Lets in so many at a time; the others are asked to come again later. Thread-safe. */
final class Crowd {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Semaphore places;
  private final int placesMax;
  private final String what;

  /** How many each has of those who are counted by name. */
  private final Map<String, Integer> byName = new ConcurrentHashMap<>();

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

  /** A place for one who may not have more than so many; who has no name may have all. */
  Place enter(String name, int eachMax) {
    if (name.isEmpty()) {
      return enter();
    }
    var place = enter();
    if (byName.merge(name, 1, Integer::sum) > eachMax) {
      leave(name, place);
      throw Refusal.later(
          Refusal.TOO_MANY,
          RETRY_AFTER,
          "The server is busy: '%s' has %d of the %s already".formatted(name, eachMax, what));
    }
    return () -> leave(name, place);
  }

  private void leave(String name, Place place) {
    byName.computeIfPresent(name, (_, held) -> held == 1 ? null : held - 1);
    place.close();
  }

  /** A place in it. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }
}
