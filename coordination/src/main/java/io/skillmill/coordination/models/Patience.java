package io.skillmill.coordination.models;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** How often and for how long one question is asked again. Belongs to one thread. */
final class Patience {

  /** How often a question is asked in all. */
  static final int TRIES_MAX = 5;

  /** How often where nobody answers at all: that mostly stays so. */
  static final int LOST_TRIES_MAX = 2;

  private static final long PAUSE_FIRST_MILLIS = 250;
  private static final long PAUSE_MAX_MILLIS = 20_000;

  /** A wish that is longer is one for this: nobody has so much time either. */
  private static final int WISH_MAX_SECONDS = 365 * 24 * 60 * 60;

  private final long untilNanos;
  private int tries = 1;

  private Patience(long untilNanos) {
    this.untilNanos = untilNanos;
  }

  static Patience within(Duration time) {
    return new Patience(System.nanoTime() + time.toNanos());
  }

  int tries() {
    return tries;
  }

  Duration left() {
    return Duration.ofNanos(Math.max(0, untilNanos - System.nanoTime()));
  }

  /** Whether to ask once more after nobody answered; rests a while before that. */
  boolean lost() throws InterruptedException {
    return tries < LOST_TRIES_MAX && rested(pauseMillis());
  }

  /** Whether to ask once more after an answer that may be another one later. */
  boolean busy(Optional<Duration> wish) throws InterruptedException {
    return tries < TRIES_MAX
        && rested(wish.map(Duration::toMillis).map(Patience::jittered).orElse(pauseMillis()));
  }

  /** No longer than there is time for one more question. */
  private boolean rested(long millis) throws InterruptedException {
    if (millis >= left().toMillis()) {
      return false;
    }
    tries++;
    Thread.sleep(millis);
    return true;
  }

  private long pauseMillis() {
    long most = Math.min(PAUSE_MAX_MILLIS, PAUSE_FIRST_MILLIS << tries);
    return ThreadLocalRandom.current().nextLong(most / 2, most + 1);
  }

  /** Those who were turned away together do not all come back together. */
  private static long jittered(long millis) {
    return millis + ThreadLocalRandom.current().nextLong(millis / 8 + 1);
  }

  /** What a header of an answer asks for: seconds, or a date. */
  static Optional<Duration> wish(String header, Instant now) {
    try {
      double seconds = Double.parseDouble(header.strip());
      return seconds >= 0 && Double.isFinite(seconds)
          ? Optional.of(Duration.ofMillis((long) (Math.min(seconds, WISH_MAX_SECONDS) * 1_000)))
          : Optional.empty();
    } catch (NumberFormatException _) {
      return date(header.strip()).map(date -> positive(Duration.between(now, date)));
    }
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Duration positive(Duration time) {
    return time.isNegative() ? Duration.ZERO : time;
  }
}
