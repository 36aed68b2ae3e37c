package io.skillmill.coordination.skills.registry;

import io.skillmill.schema.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether another process has changed the registry, soon after it did. */
final class Follower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  /** A busy store changes all the time, and mostly not the registry. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  /** How long it waits for word of a change before it looks all the same. */
  private static final Duration WITHOUT_WORD = Duration.ofSeconds(2);

  /** Waits for word of a change. */
  interface Waiting {

    /** Until the mark is another than the one seen, or the time is over; the mark then. */
    long awaitChange(long seen, Duration atMost) throws InterruptedException;
  }

  private final Waiting waiting;
  private final Runnable look;
  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable Thread thread;

  /** What went wrong last, until something goes well. Of the thread alone. */
  private String told = "";

  Follower(Waiting waiting, Runnable look) {
    this.waiting = waiting;
    this.look = look;
  }

  synchronized void start() {
    if (thread == null) {
      thread = Thread.ofVirtual().name("skillmill-registry").start(this::follow);
    }
  }

  private void follow() {
    long seen = Long.MIN_VALUE;
    try {
      while (!over.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
        seen = looked(seen);
      }
    } catch (InterruptedException _) {
      // It is not to go on.
    }
  }

  private long looked(long seen) throws InterruptedException {
    try {
      long mark = waiting.awaitChange(seen, WITHOUT_WORD);
      look.run();
      told = "";
      return mark;
    } catch (ProblemException e) {
      tell(e.problem().toString());
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
      tell(e.toString());
    }
    return seen;
  }

  /** Once: it looks again very soon. */
  private void tell(String why) {
    if (!told.equals(why)) {
      told = why;
      LOG.warn("The registry could not be looked at, and is looked at again: {}", why);
    }
  }

  @Override
  public void close() {
    over.countDown();
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running != null) {
      running.interrupt();
      try {
        running.join(WITHOUT_WORD);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
