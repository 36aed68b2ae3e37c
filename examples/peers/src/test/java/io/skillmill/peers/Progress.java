package io.skillmill.peers;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Sees the first execution and awaits the last. */
final class Progress {

  private static final int MINUTES_MAX = 10;

  private final AtomicLong first = new AtomicLong();
  private final CountDownLatch left;

  Progress(int tasks) {
    left = new CountDownLatch(tasks);
  }

  void begun() {
    first.compareAndSet(0, System.nanoTime());
  }

  void done() {
    left.countDown();
  }

  void awaitAll() throws InterruptedException {
    if (!left.await(MINUTES_MAX, TimeUnit.MINUTES)) {
      throw new IllegalStateException("%d tasks were not executed".formatted(left.getCount()));
    }
  }

  long nanosSinceFirst() {
    return System.nanoTime() - first.get();
  }

  static String body(int bytes) {
    var text = new StringBuilder();
    for (int i = 0; text.length() < bytes; i++) {
      text.append("step ").append(i * 7919 % 10_007).append(" is done; ");
    }
    text.setLength(bytes);
    return text.toString();
  }
}
