package io.skillmill.cli.bench;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.TaskType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * How long one task took from an idle queue into the hands of a waiting worker.
 *
 * @param enqueue the enqueue alone, which returns once the task is on disk
 * @param begun from the same moment until the handler began
 */
public record PickUp(Duration enqueue, Duration begun) {

  /** Enough for the compiler to have done its work before anything counts. */
  private static final int WARM_UP = 1_000;

  /**
   * Between two tasks the queue is idle for so long: short times are as likely as ones ten times as
   * long, so that no rhythm of a poller falls in with them.
   */
  private static final double IDLE_MILLIS_MIN = 3;

  private static final double IDLE_MILLIS_MAX = 100;
  private static final double IDLE_MILLIS_WARM_UP = 4;

  /** What was left to wait for once the enqueue had returned. */
  Duration afterEnqueue() {
    var after = begun.minus(enqueue);
    return after.isNegative() ? Duration.ZERO : after;
  }

  /** Enqueues one task after the other. */
  static List<PickUp> measure(SkillStore producer, Drainer waiter, int pickUps) {
    int warmUp = Math.min(WARM_UP, pickUps);
    waiter.beginWaiting(warmUp + pickUps);
    var all = new ArrayList<PickUp>(pickUps);
    for (int i = 0; i < warmUp + pickUps; i++) {
      rest(i < warmUp ? IDLE_MILLIS_WARM_UP : IDLE_MILLIS_MAX);
      var one = one(producer, waiter, "pick-up/" + i);
      if (i >= warmUp) {
        all.add(one);
      }
    }
    return all;
  }

  private static PickUp one(SkillStore producer, Drainer waiter, String path) {
    var task = List.of(NewTask.of(TaskType.PARSE, path));
    Instant start = Instant.now();
    producer.enqueue(task);
    Instant enqueued = Instant.now();
    return new PickUp(Duration.between(start, enqueued), Duration.between(start, waiter.began()));
  }

  private static void rest(double millisMax) {
    double share = ThreadLocalRandom.current().nextDouble();
    double millis = IDLE_MILLIS_MIN * Math.pow(millisMax / IDLE_MILLIS_MIN, share);
    LockSupport.parkNanos((long) (millis * 1e6));
  }
}
