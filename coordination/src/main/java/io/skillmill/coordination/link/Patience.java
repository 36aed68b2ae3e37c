package io.skillmill.coordination.link;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** How often and for how long one question is tried again. Belongs to one thread. */
final class Patience {

  private static final Duration LOST_MAX = Duration.ofSeconds(10);
  private static final Duration BRISK_MAX = Duration.ofSeconds(2);
  private static final Duration BUSY_MAX = Duration.ofSeconds(60);
  private static final int TRIES_MAX = 30;
  private static final long PAUSE_FIRST_MILLIS = 50;
  private static final long PAUSE_MAX_MILLIS = 2_000;

  private final long lostNanos;
  private final long startNanos = System.nanoTime();
  private long firstLostNanos = -1;
  private int tries = 1;

  private Patience(Duration lostMax) {
    lostNanos = lostMax.toNanos();
  }

  static Patience with(Letter letter) {
    return new Patience(letter.brisk() ? BRISK_MAX : LOST_MAX);
  }

  /** For a first contact, where waiting would only hide that nobody is there. */
  static Patience none() {
    return new Patience(Duration.ZERO);
  }

  int tries() {
    return tries;
  }

  /** Whether to try once more after a try was lost; rests a while before that. */
  boolean lost() throws InterruptedException {
    long now = System.nanoTime();
    if (firstLostNanos < 0) {
      firstLostNanos = now;
    }
    return now - firstLostNanos < lostNanos && again(pauseMillis());
  }

  /** Whether to try once more after the server asked to be left alone for a while. */
  boolean busy(Duration retryAfter) throws InterruptedException {
    long millis = Math.max(pauseMillis(), jittered(retryAfter.toMillis()));
    long end = System.nanoTime() - startNanos + TimeUnit.MILLISECONDS.toNanos(millis);
    return end < BUSY_MAX.toNanos() && again(millis);
  }

  private boolean again(long millis) throws InterruptedException {
    if (tries >= TRIES_MAX) {
      return false;
    }
    tries++;
    Thread.sleep(millis);
    return true;
  }

  /** Those who were turned away together do not all come back together. */
  private static long jittered(long millis) {
    return millis + ThreadLocalRandom.current().nextLong(millis / 4 + 1);
  }

  private long pauseMillis() {
    long most = Math.min(PAUSE_MAX_MILLIS, PAUSE_FIRST_MILLIS << Math.min(tries - 1, 10));
    return ThreadLocalRandom.current().nextLong(most / 2, most + 1);
  }
}
