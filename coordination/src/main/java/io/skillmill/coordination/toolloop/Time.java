package io.skillmill.coordination.toolloop;

import java.time.Duration;

/** Until when everything must be done. */
record Time(long untilNanos) {

  static Time of(Duration most) {
    return new Time(System.nanoTime() + most.toNanos());
  }

  Duration left() {
    return Duration.ofNanos(Math.max(0, untilNanos - System.nanoTime()));
  }

  boolean isOver() {
    return left().isZero();
  }
}
