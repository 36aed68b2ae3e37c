package io.skillmill.coordination.holding;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.handling.TaskHandler;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.TaskType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The state machine of claims in hand, one move at a time, on a clock of numbers. */
class HoldingsTest {

  private static final Outcome DONE = new Outcome.Completed("{}");
  private static final Registration WORKER = new Registration("w", "1");
  private static final Duration TIMEOUT = Duration.ofNanos(1_000);
  private static final Duration GRACE = Duration.ofNanos(100);
  private static final int SLOTS = 4;
  private static final int CORES = 2;

  private final Holdings holdings =
      new Holdings(
          new Hands.Setup(
              SLOTS,
              CORES,
              GRACE,
              _ -> waiting(),
              _ -> Optional.empty(),
              InstantSource.system(),
              System::nanoTime,
              () -> {}));
  private long now = 5_000;
  private int claims;

  @AfterEach
  void noInterruptIsLeft() {
    boolean _ = Thread.interrupted(); // this thread plays the runs' threads
  }

  @Test
  void no_more_runs_compute_than_there_are_cores_and_others_overtake_them() {
    for (int i = 0; i < 3; i++) {
      holdings.add(run(computing()));
    }
    holdings.add(run(waiting()));

    var started = startAll();

    assertThat(started).hasSize(3);
    assertThat(started.stream().filter(run -> run.cpuBound)).hasSize(CORES);
    assertThat(holdings.load()).isEqualTo(4);
  }

  @Test
  void the_time_a_run_waits_for_its_thread_does_not_count() {
    Run run = started(waiting());
    now += 10 * TIMEOUT.toNanos();
    assertThat(holdings.enforce(now)).isFalse();

    began(run);
    now += TIMEOUT.toNanos() - 1;

    assertThat(holdings.enforce(now)).isFalse();
    assertThat(run.stage).isEqualTo(Run.Stage.RUNNING);
  }

  @Test
  void a_run_past_its_timeout_is_interrupted_and_then_left_behind() {
    Run run = started(waiting());
    began(run);

    now += TIMEOUT.toNanos();
    assertThat(holdings.enforce(now)).isTrue();
    assertThat(run.stage).isEqualTo(Run.Stage.OVERDUE);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    now += GRACE.toNanos();
    assertThat(holdings.enforce(now)).isTrue();

    assertThat(run.stage).isEqualTo(Run.Stage.ABANDONED);
    assertThat(holdings.abandonedAlive()).isEqualTo(1);
    assertThat(holdings.takeAbandoned()).containsExactly(run.claim);
    assertThat(outcomes()).hasOnlyElementsOfType(Outcome.TimedOut.class).hasSize(1);
    assertThat(holdings.load()).isZero();

    holdings.ended(run, DONE, now);
    assertThat(holdings.abandonedAlive()).isZero();
    assertThat(outcomes()).isEmpty();
  }

  @Test
  void what_a_lost_worker_finished_is_reported_so_that_it_goes_on_record() {
    Run run = started(waiting());
    began(run);

    holdings.lose(WORKER, now);
    holdings.ended(run, DONE, now);

    assertThat(outcomes()).containsExactly(DONE);
  }

  @Test
  void what_a_lost_worker_broke_off_is_not_reported() {
    Run run = started(waiting());
    began(run);

    holdings.lose(WORKER, now);
    holdings.ended(run, new Outcome.Crashed("interrupted"), now);

    assertThat(outcomes()).isEmpty();
  }

  @Test
  void claims_of_another_registration_survive_the_loss_of_one() {
    holdings.add(run(waiting()));

    holdings.lose(new Registration("w", "0"), now);

    assertThat(holdings.leases()).hasSize(1);
  }

  @Test
  void a_run_revoked_before_its_thread_began_does_not_begin() {
    Run run = started(waiting());
    holdings.revoke(run.lease(), now);

    assertThat(holdings.began(run, Thread.currentThread(), Instant.EPOCH, now)).isFalse();
    holdings.ended(run, DONE, now);

    assertThat(outcomes()).isEmpty();
    assertThat(holdings.load()).isZero();
    assertThat(holdings.idle()).isTrue();
  }

  @Test
  void a_run_for_which_there_was_no_thread_waits_again() {
    Run run = started(waiting());

    holdings.notStarted(run);

    assertThat(run.stage).isEqualTo(Run.Stage.READY);
    assertThat(holdings.load()).isEqualTo(1);
    assertThat(holdings.next()).isSameAs(run);
  }

  /** Whatever happens in whatever order, slots add up and no claim is reported twice. */
  @RepeatedTest(200)
  void every_order_of_events_keeps_the_count() {
    long seed = System.nanoTime();
    RandomGenerator random = new java.util.SplittableRandom(seed);
    var atWork = new ArrayList<Run>();
    var reported = new HashSet<Lease>();
    for (int step = 0; step < 400; step++) {
      event(random, atWork);
      for (var ended : holdings.takeEnded()) {
        assertThat(reported.add(ended.claim().lease())).as("seed %d", seed).isTrue();
      }
      assertThat(holdings.load()).as("seed %d", seed).isNotNegative();
    }

    now += 10 * TIMEOUT.toNanos();
    holdings.release(holdings.runs(_ -> true), now);
    atWork.forEach(this::finish);
    assertThat(holdings.load()).as("seed %d", seed).isZero();
    assertThat(holdings.abandonedAlive()).as("seed %d", seed).isZero();
    assertThat(holdings.leases()).as("seed %d", seed).isEmpty();
    assertThat(holdings.startsToTell()).as("seed %d", seed).isEmpty();
  }

  private void event(RandomGenerator random, List<Run> atWork) {
    now += random.nextInt(200);
    var held = holdings.runs(_ -> true);
    switch (random.nextInt(8)) {
      case 0, 1 -> holdings.add(run(random.nextBoolean() ? computing() : waiting()));
      case 2, 3 -> atWork.addAll(startAll());
      case 4 -> atWork.stream().filter(run -> run.startedNanos == 0).forEach(this::began);
      case 5 -> {
        if (!atWork.isEmpty()) {
          finish(atWork.remove(random.nextInt(atWork.size())));
        }
      }
      case 6 -> holdings.enforce(now);
      default -> {
        if (!held.isEmpty()) {
          takeAway(random, held.get(random.nextInt(held.size())));
        }
      }
    }
    assertThat(atWork.stream().filter(HoldingsTest::hasSlot).count()).isLessThanOrEqualTo(SLOTS);
  }

  private void takeAway(RandomGenerator random, Run run) {
    switch (random.nextInt(10)) {
      case 0 -> holdings.lose(WORKER, now);
      case 1, 2, 3 -> holdings.release(holdings.readySince(now), now);
      case 4, 5 -> holdings.release(List.of(run), now);
      default -> holdings.revoke(run.lease(), now);
    }
  }

  private void finish(Run run) {
    holdings.ended(run, DONE, now);
  }

  private static boolean hasSlot(Run run) {
    return !Set.of(Run.Stage.ABANDONED, Run.Stage.ENDED).contains(run.stage);
  }

  private List<Run> startAll() {
    var started = new ArrayList<Run>();
    for (Run run = holdings.next(); run != null; run = holdings.next()) {
      started.add(run);
    }
    return started;
  }

  private Run started(TaskHandler handler) {
    holdings.add(run(handler));
    return startAll().getFirst();
  }

  private void began(Run run) {
    holdings.began(run, Thread.currentThread(), Instant.EPOCH, now);
    boolean _ = Thread.interrupted();
  }

  private List<Outcome> outcomes() {
    return holdings.takeEnded().stream().map(Ended::outcome).toList();
  }

  private Run run(TaskHandler handler) {
    claims++;
    var lease = new Lease(claims, "%032x".formatted(claims));
    var claim =
        new Claim(lease, TaskType.PARSE, "a", Optional.empty(), Optional.empty(), 1, TIMEOUT);
    return new Run(claim, WORKER, handler, now);
  }

  private static TaskHandler waiting() {
    return _ -> DONE;
  }

  private static TaskHandler computing() {
    return new TaskHandler() {
      @Override
      public Outcome handle(io.skillmill.coordination.handling.TaskContext context) {
        return DONE;
      }

      @Override
      public boolean cpuBound() {
        return true;
      }
    };
  }
}
