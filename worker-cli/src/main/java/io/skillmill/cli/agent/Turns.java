package io.skillmill.cli.agent;

import io.skillmill.cli.http.Refusal;
import io.skillmill.schema.problem.Problem;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The turns under way. When it is closed, it ends all of them and takes no more. Thread-safe. */
final class Turns implements AutoCloseable {

  /** How long a turn may take to end when it is told to. */
  private static final Duration END_MAX = Duration.ofSeconds(10);

  private final Set<Turn> underWay = new HashSet<>();
  private boolean closed;

  /** One that is counted until this is closed, and ends with it. */
  final class Counted implements AutoCloseable {

    private final Turn turn;

    private Counted(Turn turn) {
      this.turn = turn;
    }

    /** Ends it where it still goes on, which it does where nobody waits for its answer. */
    @Override
    public void close() {
      turn.stop();
      try {
        turn.await(END_MAX);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } finally {
        synchronized (Turns.this) {
          underWay.remove(turn);
        }
      }
    }
  }

  Counted begin(Turn turn) {
    synchronized (this) {
      if (closed) {
        throw stopping();
      }
      underWay.add(turn);
    }
    turn.begin();
    return new Counted(turn);
  }

  static Refusal stopping() {
    return new Refusal(
        Refusal.UNAVAILABLE,
        Problem.usage("The server is about to stop", "Go on with the session later"));
  }

  @Override
  public void close() {
    for (Turn turn : ending()) {
      turn.stop();
    }
    try {
      for (Turn turn : ending()) {
        turn.await(END_MAX);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<Turn> ending() {
    closed = true;
    return List.copyOf(underWay);
  }
}
