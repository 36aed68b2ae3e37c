package io.skillmill.cli.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened one after the other, and is closed the other way round, also halfway. */
final class Opened implements AutoCloseable {

  private final Deque<Runnable> closing = new ArrayDeque<>();

  /** Keeps in mind how the latest one is closed. */
  void closing(Runnable close) {
    closing.push(close);
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      var next = closing.pop();
      try {
        next.run();
      } catch (RuntimeException e) {
        close(); // the others all the same
        throw e;
      }
    }
  }
}
