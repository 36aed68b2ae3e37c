package io.skillmill.db;

import io.skillmill.db.dialect.Dialect;
import io.skillmill.db.dialect.Watch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who wait that something was committed, here or by another process. Commits of this
 * process announce themselves; for the others a thread listens, and only while somebody waits.
 */
final class Changes implements AutoCloseable {

  private static final long REOPEN_NANOS = 500_000_000;

  private final Dialect dialect;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();

  // Guarded by the lock.
  private long mark;
  private int waiters;
  private @Nullable Thread watcher;
  private boolean closed;

  Changes(Dialect dialect) {
    this.dialect = dialect;
  }

  long mark() {
    lock.lock();
    try {
      return mark;
    } finally {
      lock.unlock();
    }
  }

  /** Something was committed. */
  void announce() {
    lock.lock();
    try {
      mark++;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the mark has moved past {@code seen}, the time is up, or this is closed. */
  long await(long seen, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lockInterruptibly();
    try {
      waiters++;
      wakeWatcher();
      while (mark <= seen && left > 0 && !closed) {
        left = moved.awaitNanos(left);
      }
      return mark;
    } finally {
      waiters--;
      lock.unlock();
    }
  }

  private void wakeWatcher() {
    if (watcher == null && !closed) {
      watcher = Thread.ofPlatform().name("skillmill-changes").daemon().start(this::watch);
    } else if (waiters == 1) {
      LockSupport.unpark(watcher);
    }
  }

  private void watch() {
    while (isOpen()) {
      try (Watch watch = dialect.openWatch()) {
        watch(watch);
      } catch (SQLException | Error e) { // want of memory, caused by some task, passes too
        // Those who wait fall back on their own time limits until the database answers again.
        long pause = ThreadLocalRandom.current().nextLong(REOPEN_NANOS / 2, REOPEN_NANOS);
        LockSupport.parkNanos(this, pause);
      }
    }
  }

  private void watch(Watch watch) throws SQLException {
    // Whatever was committed since a waiter took its mark and before the watch began is in it.
    announce();
    while (isOpen()) {
      if (!waited()) {
        watch.ignore();
        LockSupport.parkNanos(this, TimeUnit.SECONDS.toNanos(1));
      }
      if (watch.heard()) {
        announce();
      }
    }
  }

  private boolean waited() {
    lock.lock();
    try {
      return waiters > 0;
    } finally {
      lock.unlock();
    }
  }

  private boolean isOpen() {
    lock.lock();
    try {
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    Thread ending;
    lock.lock();
    try {
      closed = true;
      moved.signalAll();
      ending = watcher;
    } finally {
      lock.unlock();
    }
    if (ending != null) {
      LockSupport.unpark(ending);
      join(ending);
    }
  }

  private static void join(Thread ending) {
    try {
      ending.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
