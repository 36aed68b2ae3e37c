package io.skillmill.cli.events;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Tells those who wait that something may have changed, and lets them go at the end. */
public final class Changes implements AutoCloseable {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();

  // Under the lock.
  private long count;
  private boolean closed;

  public void happened() {
    lock.lock();
    try {
      count++;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  public boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** The count once it is another, or this one when the time is over or all is closed. */
  long await(long seen, Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long nanos = atMost.toNanos();
      while (count == seen && !closed && nanos > 0) {
        nanos = more.awaitNanos(nanos);
      }
      return count;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
