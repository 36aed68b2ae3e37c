package io.skillmill.coordination.work;

import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Decides how many claims to ask for, and when to ask again after there were none. Short tasks are
 * claimed ahead, so that slots need not wait for the store; long ones are not, so that other
 * workers can have them. The dispatcher's alone.
 */
final class Appetite {

  static final int PREFETCH_MAX = 500;
  static final int PREFETCH_PER_SLOT = 4;
  private static final long LONG_TASK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** How much work to have at hand while the store is busy with the last turnover. */
  private static final long AHEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** However quiet the store, it is asked this often. */
  private static final Duration ASK = Duration.ofSeconds(1);

  private static final long ASK_NANOS = ASK.toNanos();

  /**
   * Where asking was in vain several times in quick succession, others are quicker: leave them be a
   * moment. A sign of life in a quiet store also rings in vain, but alone.
   */
  private static final int HASTY_MAX = 3;

  private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int DOUBLINGS_MAX = 10;
  private static final long VAIN_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final int slots;
  private final InstantSource clock;

  private long meanNanos = -1; // not known yet
  private boolean dry;
  private boolean moreLater;
  private int inVain;
  private int hasty;
  private long askAgainNanos;
  private long askedNanos;

  Appetite(int slots, InstantSource clock, long nanos) {
    this.slots = slots;
    this.clock = clock;
    askAgainNanos = nanos;
    askedNanos = nanos;
  }

  /** How many claims to ask for while this many are in hand. */
  int wanted(int inHand, long nanos) {
    return dry && askAgainNanos - nanos > 0 ? 0 : room(inHand);
  }

  private int room(int inHand) {
    return Math.min(ClaimRequest.MAX, Math.max(0, slots + prefetch() - inHand));
  }

  /** What came of asking. */
  void got(int asked, ClaimAnswer.Granted granted, long nanos) {
    boolean soon = nanos - askedNanos < 2 * VAIN_PAUSE_NANOS;
    hasty = granted.claims().isEmpty() && soon ? hasty + 1 : 0;
    askedNanos = nanos;
    inVain = granted.claims().isEmpty() ? inVain + 1 : 0;
    dry = granted.claims().size() < asked;
    moreLater = granted.nextDue().isPresent();
    long dueNanos =
        granted
            .nextDue()
            .map(due -> Duration.between(clock.instant(), due))
            .map(this::nanosUntilDue)
            .orElse(ASK_NANOS);
    askAgainNanos = nanos + dueNanos;
  }

  /**
   * How long to wait for a task that falls due in a while. Where that is over by our clock and not
   * by the store's, our clock is ahead: the store is asked less and less often.
   */
  private long nanosUntilDue(Duration in) {
    if (in.compareTo(ASK) >= 0) {
      return ASK_NANOS;
    }
    return in.isPositive()
        ? Math.max(MOMENT_NANOS, in.toNanos())
        : Math.min(ASK_NANOS, MOMENT_NANOS << Math.clamp(inVain - 1L, 0, DOUBLINGS_MAX));
  }

  /** New work may have come. */
  void whet(long nanos) {
    long soonest = hasty > HASTY_MAX ? askedNanos + VAIN_PAUSE_NANOS : nanos;
    if (soonest - askAgainNanos < 0) {
      askAgainNanos = soonest;
    }
  }

  /** A task took this long. */
  void took(Duration duration) {
    long nanos = duration.toNanos();
    meanNanos = meanNanos < 0 ? nanos : meanNanos + (nanos - meanNanos) / 8;
  }

  /** Claims had to be given back because no slot came free for so long: tasks are long now. */
  void overate(Duration waited) {
    meanNanos = Math.max(meanNanos, waited.toNanos());
  }

  /** Whether the last time it was asked, the store had nothing for us, now or later. */
  boolean nothingLeft() {
    return inVain > 0 && !moreLater;
  }

  /** How long until the store has to be asked again, unless one of those in hand ends first. */
  long nanosUntilHungry(int inHand, long nanos) {
    return dry && room(inHand) > 0 ? Math.max(0, askAgainNanos - nanos) : ASK_NANOS;
  }

  private int prefetch() {
    if (meanNanos < 0 || meanNanos > LONG_TASK_NANOS) {
      return 0;
    }
    long perSlot = Math.max(PREFETCH_PER_SLOT, AHEAD_NANOS / Math.max(1, meanNanos));
    return (int) Math.min(PREFETCH_MAX, slots * perSlot);
  }
}
