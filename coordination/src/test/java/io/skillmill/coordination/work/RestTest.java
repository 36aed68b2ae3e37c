package io.skillmill.coordination.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.holding.SteppedRun;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.store.model.ModelDatabase;
import io.skillmill.coordination.store.model.RandomChoices;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A dispatcher that has nothing to do rests, and does not turn round and round. */
final class RestTest {

  private static final int TURNS_PER_SECOND_MAX = 20;

  private final InstantSource clock = () -> Instant.EPOCH.plusNanos(this.nanos);
  private Duration ahead = Duration.ZERO;
  private final SkillStore store = new ModelDatabase(new RandomChoices(new Random(1))).open(clock);
  private final FaultyStore faults = FaultyStore.before(store, "claim", "finishAndClaim");
  private final ArrayDeque<SteppedRun> runs = new ArrayDeque<>();
  private long nanos = 1;

  private SteppedWorker worker(int slots) {
    var worker =
        new SteppedWorker(
            new SteppedWorker.Plan(
                faults.door(),
                new WorkerCard("w", "here", 1, slots),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                () -> clock.instant().plus(ahead),
                () -> nanos,
                new Random(2),
                this::carry));
    worker.join();
    return worker;
  }

  private void carry(SteppedRun run) {
    assertThat(run.begin(() -> {})).isTrue();
    runs.add(run);
  }

  private void enqueue(int tasks) {
    store.enqueue(
        IntStream.range(0, tasks).mapToObj(i -> NewTask.of(TaskType.PARSE, "t" + i)).toList());
  }

  /** Turns until the time is over, and counts. */
  private int turns(SteppedWorker worker, Duration time) {
    long end = nanos + time.toNanos();
    int turns = 0;
    while (nanos < end && turns < 100_000) {
      long rest = worker.turn().orElseThrow().toNanos();
      nanos += Math.clamp(rest, 1_000, Math.max(1_000, end - nanos));
      turns++;
    }
    return turns;
  }

  private void finishAll() {
    while (!runs.isEmpty()) {
      nanos += 1_000_000;
      runs.remove().end(new Outcome.Completed("{}"));
    }
  }

  @Test
  void a_worker_that_may_not_claim_rests_until_its_task_ends() {
    enqueue(1);
    var worker = worker(2);
    turns(worker, Duration.ofMillis(1));
    assertThat(runs).hasSize(1);
    faults.fault = FaultyStore.Fault.ANSWER_LOST;
    turns(worker, Duration.ofSeconds(3));
    assertThat(faults.failures).isPositive();
    faults.fault = FaultyStore.Fault.NONE;
    turns(worker, Duration.ofSeconds(3));

    assertThat(turns(worker, Duration.ofSeconds(10))).isLessThan(10 * TURNS_PER_SECOND_MAX);
  }

  @Test
  void a_worker_whose_clock_is_ahead_does_not_ask_all_the_time_for_a_task_that_is_not_due() {
    ahead = Duration.ofHours(1);
    var later = NewTask.Terms.DEFAULT.withDelay(Duration.ofSeconds(60));
    store.enqueue(List.of(NewTask.of(TaskType.PARSE, "later").on(later)));
    var worker = worker(1);

    assertThat(turns(worker, Duration.ofSeconds(10))).isLessThan(10 * TURNS_PER_SECOND_MAX);
    turns(worker, Duration.ofSeconds(52));
    assertThat(runs).hasSize(1);
  }

  @Test
  void a_worker_whose_tasks_have_become_long_rests_until_one_ends() {
    var worker = worker(1);
    enqueue(40);
    for (int round = 0; round < 100 && store.counts().live() > 0; round++) {
      turns(worker, Duration.ofMillis(100));
      finishAll();
    }
    enqueue(4);
    worker.workMayHaveCome();
    turns(worker, Duration.ofSeconds(5)); // the first of them is long; the rest is given back
    assertThat(runs).hasSize(1);

    assertThat(turns(worker, Duration.ofSeconds(10))).isLessThan(10 * TURNS_PER_SECOND_MAX);
  }

  @Test
  void in_a_quiet_store_a_task_is_taken_at_once_though_a_sign_of_life_rang_just_before() {
    var worker = worker(1);
    turns(worker, Duration.ofSeconds(10));
    worker.workMayHaveCome();
    turns(worker, Duration.ofMillis(1));
    enqueue(1);
    worker.workMayHaveCome();
    worker.turn();
    assertThat(runs).hasSize(1);
  }

  @Test
  void where_others_are_always_quicker_they_are_left_be_for_moments() {
    var worker = worker(1);
    turns(worker, Duration.ofSeconds(1));
    faults.calls = 0;
    for (int i = 0; i < 10_000; i++) {
      worker.workMayHaveCome();
      worker.turn();
      nanos += 100_000;
    }
    assertThat(faults.calls).isBetween(50, 120);
  }
}
