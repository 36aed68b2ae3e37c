package io.skillmill.coordination.skills.javascript;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory all calls of JavaScript may have at the same time, whatever each may have by
 * itself. Thread-safe.
 */
final class Ration {

  private final long bytesMax;
  private final AtomicLong taken = new AtomicLong();

  Ration(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Half of what this program may have. */
  static Ration ofThisProgram() {
    return new Ration(Runtime.getRuntime().maxMemory() / 2);
  }

  /** Whether there was so much left; it is taken then. */
  boolean take(long bytes) {
    if (taken.addAndGet(bytes) <= bytesMax) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }

  long taken() {
    return taken.get();
  }
}
