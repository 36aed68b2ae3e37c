package io.skillmill.coordination.chaos;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A while in which processes go on with their work, between two blows. No sign says when it has
 * been enough, and nothing depends on how long it was: it only gives the fault something to hit.
 */
public final class Lull {

  private Lull() {}

  public static void of(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
