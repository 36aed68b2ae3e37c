package io.skillmill.coordination.work;

import io.skillmill.coordination.store.SkillStore;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits at the store for new work, and rings for the dispatcher when some may have come. */
final class Watch implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final SkillStore store;
  private final Doorbell bell;

  Watch(SkillStore store, Doorbell bell) {
    this.store = store;
    this.bell = bell;
  }

  /** Ends when interrupted. */
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
          pause(); // a store that was closed does not wait
        }
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException e) {
        LOG.debug("Watching the store failed and will be tried again", e);
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(WAIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
