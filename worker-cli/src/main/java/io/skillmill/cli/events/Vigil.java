package io.skillmill.cli.events;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Waits with one listener for what comes, and sees to it that the line lives and that the listener
 * may still hear. Of one thread.
 */
public final class Vigil {

  /** Some servers in between close what is silent for half a minute. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

  /** How long one whose token was revoked may stay. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final Changes changes;
  private final Line line;
  private long breathedNanos = System.nanoTime();

  /** Where it is told. */
  public interface Line {

    /** Shows that this side is still there. */
    void breathe() throws IOException;

    /** Whether whoever listens may do so still. */
    boolean isWelcome();
  }

  public Vigil(Changes changes, Line line) {
    this.changes = changes;
    this.line = line;
  }

  /** Waits for more than was seen; empty when nothing more is to be told. */
  public OptionalLong next(long seen) throws IOException {
    while (true) {
      long now = await(seen);
      if (!goesOn()) {
        return OptionalLong.empty();
      }
      if (System.nanoTime() - breathedNanos >= SIGN_OF_LIFE.toNanos()) {
        line.breathe();
        breathedNanos = System.nanoTime();
      }
      if (now != seen) {
        return OptionalLong.of(now);
      }
    }
  }

  /** Whether anything more may be told. */
  public boolean goesOn() {
    return !changes.isClosed() && line.isWelcome();
  }

  private long await(long seen) throws IOException {
    try {
      return changes.await(seen, BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The listener was let go", e);
    }
  }
}
