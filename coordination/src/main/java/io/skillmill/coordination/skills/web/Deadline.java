package io.skillmill.coordination.skills.web;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** Until when a page must be there. */
public record Deadline(long nanos) {

  /** So long from now. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** At least one. */
  public int leftMillis() throws SocketTimeoutException {
    long left = (nanos - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException("The time is over");
    }
    return (int) Math.min(Integer.MAX_VALUE, left);
  }
}
