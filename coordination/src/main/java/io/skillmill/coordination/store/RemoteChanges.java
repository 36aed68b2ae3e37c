package io.skillmill.coordination.store;

import io.skillmill.coordination.link.Link;
import io.skillmill.coordination.wire.Calls;
import io.skillmill.coordination.wire.Mark;
import io.skillmill.coordination.wire.Wire;
import java.time.Duration;

/**
 * Follows a server's marks of change. They start afresh when the server does, so they are told on
 * as a count of our own, which moves whenever theirs is another. Thread-safe.
 */
final class RemoteChanges {

  private final Link link;

  // Guarded by this.
  private Mark last = Mark.NONE;
  private long count;

  RemoteChanges(Link link) {
    this.link = link;
  }

  long mark() {
    return note(link.ask(Calls.CHANGE, new Mark.Wait(Mark.NONE, Duration.ZERO)));
  }

  long await(long seen, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      Mark from;
      synchronized (this) {
        if (count > seen) {
          return count;
        }
        from = last;
      }
      long leftNanos = end - System.nanoTime();
      if (leftNanos <= 0) {
        return seen;
      }
      note(ask(from, Duration.ofNanos(Math.min(leftNanos, Wire.WAIT_MAX.toNanos()))));
    }
  }

  /** In whole milliseconds, and not in less than one, or the last of them would go by in a rush. */
  private Mark ask(Mark from, Duration wait) throws InterruptedException {
    var whole = wait.toMillis() < 1 ? Duration.ofMillis(1) : wait;
    return link.await(Calls.CHANGE, new Mark.Wait(from, whole), whole);
  }

  private synchronized long note(Mark mark) {
    if (!mark.equals(last)) {
      last = mark;
      count++;
    }
    return count;
  }
}
