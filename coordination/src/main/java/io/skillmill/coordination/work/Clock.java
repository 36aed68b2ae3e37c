package io.skillmill.coordination.work;

/**
 * Holds runs to their timeouts. On a platform thread, because the runs it is there for are those
 * that hog the cores.
 */
final class Clock implements Runnable {

  private final Board board;
  private final Slots slots;
  private final Doorbell bell;

  Clock(Board board, Slots slots, Doorbell bell) {
    this.board = board;
    this.slots = slots;
    this.bell = bell;
  }

  /** Ends when the board's clock is stopped. */
  @Override
  public void run() {
    try {
      while (board.enforceDeadlines()) {
        slots.fill();
        bell.ring();
      }
    } catch (InterruptedException _) {
      // told to end at once
    }
  }
}
