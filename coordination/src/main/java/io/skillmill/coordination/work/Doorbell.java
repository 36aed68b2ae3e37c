package io.skillmill.coordination.work;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Wakes the dispatcher. Rings from any thread; one that comes early is not lost. */
final class Doorbell {

  private final AtomicBoolean rung = new AtomicBoolean();
  private final AtomicBoolean workMayHaveCome = new AtomicBoolean();
  private volatile @Nullable Thread dispatcher;

  /** Something in the hands or in the orders has changed. */
  void ring() {
    if (!rung.getAndSet(true)) {
      LockSupport.unpark(dispatcher);
    }
  }

  /** There may be new work in the store. */
  void ringForWork() {
    workMayHaveCome.set(true);
    ring();
  }

  /** Whether it was rung since the last wait. */
  boolean rung() {
    return rung.get();
  }

  /** Waits for a ring since the last wait, or until the time is up. The dispatcher's alone. */
  void await(long nanos) {
    dispatcher = Thread.currentThread();
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && !rung.get(); left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
    rung.set(false);
  }

  /** Whether it was rung for work since this was last asked. */
  boolean takeWorkMayHaveCome() {
    return workMayHaveCome.getAndSet(false);
  }
}
