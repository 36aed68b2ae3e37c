package io.skillmill.coordination.work;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.QueueView;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Tells whether a draining worker is done: its queues hold nothing queued, waiting for a retry or
 * in progress, whoever has it. Paused queues do not hold it up, and neither do tasks that no worker
 * has and that this one cannot take, because it lacks their parser. The dispatcher's alone.
 */
final class Ebb {

  /** How many looks in a row must find only tasks that are not for us. */
  private static final int FOREIGN_LOOKS = 20;

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final SkillStore store;
  private final List<String> queues;
  private long lookAgainNanos;
  private int foreignLooks;
  private long leftBehind;

  Ebb(SkillStore store, List<String> queues, long nanos) {
    this.store = store;
    this.queues = queues;
    lookAgainNanos = nanos;
  }

  long nanosUntilLook(long nanos) {
    return Math.max(0, lookAgainNanos - nanos);
  }

  /**
   * Looks, unless it did so a moment ago.
   *
   * @param nothingForUs whether the last claim found nothing this worker could take, now or later
   */
  boolean isOut(boolean nothingForUs, long nanos) {
    if (lookAgainNanos - nanos > 0) {
      return false;
    }
    lookAgainNanos = nanos + LOOK_NANOS;
    var ours = store.queues().stream().filter(this::isOurs).toList();
    long running = ours.stream().mapToLong(queue -> queue.counts().inProgress()).sum();
    long waiting =
        ours.stream().filter(queue -> !queue.paused()).mapToLong(q -> q.counts().queued()).sum();
    leftBehind = ours.stream().mapToLong(queue -> queue.counts().live()).sum();
    foreignLooks = running == 0 && nothingForUs ? foreignLooks + 1 : 0;
    return running == 0 && (waiting == 0 || foreignLooks >= FOREIGN_LOOKS);
  }

  /** How many live tasks the last look found. */
  long leftBehind() {
    return leftBehind;
  }

  private boolean isOurs(QueueView queue) {
    return queues.isEmpty() || queues.contains(queue.name());
  }
}
