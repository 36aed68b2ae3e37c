package io.skillmill.coordination.wire;

import java.time.Duration;

/**
 * How far the changes of a store have come. Marks of different servers, or of one before and after
 * it was started anew, say nothing about each other.
 *
 * @param server which server counts
 * @param number what it has counted
 */
public record Mark(String server, long number) {

  /** A mark that no server has given. */
  public static final Mark NONE = new Mark("", Long.MIN_VALUE);

  /**
   * To be told of the next change.
   *
   * @param seen the last mark that is known
   * @param atMost how long to wait
   */
  public record Wait(Mark seen, Duration atMost) {}
}
