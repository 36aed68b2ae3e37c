package io.skillmill.coordination.work;

import io.skillmill.coordination.store.SkillStore;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits at the store for new work, and rings for the dispatcher when some may have come. */
final class Watch implements Runnable {

  private static final Duration WAIT = Duration.ofSeconds(1);

  private final SkillStore store;
  private final Doorbell bell;

  Watch(SkillStore store, Doorbell bell) {
    this.store = store;
    this.bell = bell;
  }

  /** Ends when interrupted. Without it, new work would be noticed all the same, only later. */
  @Override
  public void run() {
    long seen = Long.MIN_VALUE;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        long asked = System.nanoTime();
        long mark = store.awaitChange(seen, WAIT);
        if (mark != seen) {
          seen = mark;
          bell.ringForWork();
        } else if (System.nanoTime() - asked < WAIT.toNanos() / 2) {
          Thread.sleep(WAIT); // a store that was closed does not wait
        }
      } catch (InterruptedException _) {
        return;
      } catch (Throwable e) {
        LockSupport.parkNanos(WAIT.toNanos()); // the dispatcher meets the failure too, and tells it
      }
    }
  }
}
