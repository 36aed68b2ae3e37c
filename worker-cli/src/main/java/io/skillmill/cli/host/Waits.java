package io.skillmill.cli.host;

import io.skillmill.cli.http.Limits;
import io.skillmill.cli.http.Refusal;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.wire.Mark;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Those who wait for changes; a server that stops lets them go at once. Thread-safe. */
final class Waits {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final SkillStore store;
  private final String server;
  private final Duration waitMax;
  private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Waits(SkillStore store, String server, Limits limits) {
    this.store = store;
    this.server = server;
    waitMax = limits.waitMax();
  }

  /** A mark of another server says nothing here, so it counts as passed. */
  Mark await(Mark.Wait wait) {
    if (!wait.seen().server().equals(server)) {
      return mark(store.changeMark());
    }
    return mark(await(wait.seen().number(), shorter(wait.atMost())));
  }

  boolean closed() {
    return closed;
  }

  /** Waits for the next change. */
  long await(long seen, Duration atMost) {
    waiting.add(Thread.currentThread());
    try {
      if (closed) {
        throw stopping();
      }
      return store.awaitChange(seen, atMost);
    } catch (InterruptedException _) {
      throw stopping();
    } finally {
      waiting.remove(Thread.currentThread());
    }
  }

  /** A little time for more to change. */
  void rest(long nanos) {
    waiting.add(Thread.currentThread());
    try {
      if (!closed) {
        LockSupport.parkNanos(this, nanos);
      }
    } finally {
      waiting.remove(Thread.currentThread());
    }
  }

  private static Refusal stopping() {
    return Refusal.later(Refusal.UNAVAILABLE, RETRY_AFTER, "The server is about to stop");
  }

  private Duration shorter(Duration asked) {
    return asked.compareTo(waitMax) < 0 ? asked : waitMax;
  }

  private Mark mark(long number) {
    return new Mark(server, number);
  }

  void close() {
    closed = true;
    waiting.forEach(Thread::interrupt);
  }
}
