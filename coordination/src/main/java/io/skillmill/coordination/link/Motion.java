package io.skillmill.coordination.link;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Watches whether an exchange gets on. One that is silent for too long is given up, and so is one
 * that moves a few bytes at a time for ever. Thread-safe.
 */
final class Motion {

  /** What moves more slowly than this, on the whole, is as good as dead. */
  private static final long BYTES_PER_SECOND_MIN = 4 << 10;

  private final long quietNanos;
  private final long startNanos = System.nanoTime();
  private long lastNanos = startNanos;
  private long bytes;

  Motion(Duration quiet) {
    quietNanos = quiet.toNanos();
  }

  synchronized void moved(long more) {
    bytes += more;
    lastNanos = System.nanoTime();
  }

  /** How much longer to wait as things stand; nothing is left where it is given up. */
  synchronized long nanosLeft() {
    long now = System.nanoTime();
    long quiet = lastNanos + quietNanos - now;
    long slow =
        startNanos
            + 2 * quietNanos
            + TimeUnit.SECONDS.toNanos(1) / BYTES_PER_SECOND_MIN * bytes
            - now;
    return Math.min(quiet, slow);
  }
}
