package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What broke is tried again, later and later, and not for ever. */
abstract class BackoffContract extends StoreScene {

  private static final int CROWD = 40;

  BackoffContract(Function<Path, StoreFixture> engine) {
    super(engine);
  }

  private Duration waitOf(long taskId) {
    return Duration.between(clock.instant(), task(taskId).runAt());
  }

  /** The waits of a crowd of tasks after each of so many crashes. */
  private List<List<Duration>> waitsAfterCrashes(int crashes) {
    var tasks =
        store
            .enqueue(IntStream.range(0, CROWD).mapToObj(i -> withAttempts("t" + i, 1_000)).toList())
            .stream()
            .map(Enqueued::taskId)
            .toList();
    var worker = worker("w");
    var waits = new ArrayList<List<Duration>>();
    for (int crash = 0; crash < crashes; crash++) {
      var claims = claim(worker, CROWD);
      assertThat(claims).hasSize(CROWD);
      store.finish(claims.stream().map(Reports::crashed).toList());
      waits.add(tasks.stream().map(this::waitOf).sorted().toList());
      waitOutBackoff();
    }
    return waits;
  }

  private void eachFailureIsTriedAgain(
      Function<Claim, Finish> failure, Attempt.Ending ending, String error) {
    long id = enqueue("a");
    var worker = worker("w");

    finish(failure.apply(claimOne(worker)));

    var task = task(id);
    assertThat(task.state()).isEqualTo(TaskState.QUEUED);
    assertThat(task.spent()).isEqualTo(1);
    assertThat(task.runAt()).isAfter(clock.instant());
    assertThat(task.error()).contains(error);
    assertThat(task.completedAt()).isEmpty();
    assertThat(lastAttempt(id).ending()).contains(ending);
    assertThat(lastAttempt(id).error()).contains(error);
    assertThat(claim(worker, 1)).isEmpty();
    waitOutBackoff();
    assertThat(claimOne(worker).attempt()).isEqualTo(2);
  }

  @Test
  void a_crash_is_tried_again_after_a_while() {
    eachFailureIsTriedAgain(Reports::crashed, Attempt.Ending.CRASHED, "the parser fell over");
  }

  @Test
  void a_timeout_is_tried_again_after_a_while() {
    eachFailureIsTriedAgain(
        Reports::timedOut, Attempt.Ending.TIMED_OUT, "still running after 60 s");
  }

  @Test
  void a_task_that_waits_becomes_due_at_its_time() {
    long id = enqueue("a");
    var worker = worker("w");
    finish(Reports.crashed(claimOne(worker)));
    var due = task(id).runAt();
    assertThat(granted(store.claim(request(worker, 1))).nextDue()).contains(due);

    clock.advance(Duration.between(clock.instant(), due).minusMillis(1));
    assertThat(claim(worker, 1)).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(claim(worker, 1)).hasSize(1);
  }

  @Test
  void the_wait_grows_with_each_crash() {
    var waits = waitsAfterCrashes(5);

    for (int crash = 1; crash < waits.size(); crash++) {
      var before = waits.get(crash - 1).get(CROWD / 2);
      var after = waits.get(crash).get(CROWD / 2);
      assertThat(after).as("median wait after crash %d", crash + 1).isGreaterThan(before);
    }
  }

  @Test
  void the_wait_is_spread_but_within_bounds() {
    for (var waits : waitsAfterCrashes(3)) {
      assertThat(new HashSet<>(waits)).as("not all at the same moment").hasSizeGreaterThan(1);
      assertThat(waits.getFirst()).isPositive();
      assertThat(waits.getLast())
          .as("the longest wait against the shortest, %s", waits.getFirst())
          .isLessThanOrEqualTo(waits.getFirst().multipliedBy(4));
    }
  }

  @Test
  void the_wait_is_capped() {
    long id = enqueue(withAttempts("a", 100));
    var worker = worker("w");
    for (int crash = 0; crash < 70; crash++) {
      finish(Reports.crashed(claimOne(worker)));
      assertThat(waitOf(id)).isPositive().isLessThanOrEqualTo(PAST_ANY_BACKOFF);
      waitOutBackoff();
    }
  }

  @Test
  @Tag("I6")
  void a_task_fails_when_its_attempts_are_spent() {
    long id = enqueue(withAttempts("a", 3));
    var worker = worker("w");
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(stateOf(id)).isEqualTo(TaskState.QUEUED);
      finish(Reports.crashed(claimOne(worker)));
      waitOutBackoff();
    }

    assertThat(stateOf(id)).isEqualTo(TaskState.FAILED);
    assertThat(task(id).error()).contains("the parser fell over");
    assertThat(task(id).completedAt()).isPresent();
    assertThat(task(id).spent()).isEqualTo(3);
    assertThat(store.attempts(id)).hasSize(3);
    assertThat(claim(worker, 1)).isEmpty();
  }

  @Test
  @Tag("I6")
  void a_task_with_one_attempt_fails_at_its_first_crash() {
    long id = enqueue(withAttempts("a", 1));

    finish(Reports.timedOut(claimOne(worker("w"))));

    assertThat(stateOf(id)).isEqualTo(TaskState.FAILED);
    assertThat(task(id).error()).contains("still running after 60 s");
  }

  @Test
  void a_task_that_completes_after_a_crash_has_no_error() {
    long id = enqueue("a");
    var worker = worker("w");
    finish(Reports.crashed(claimOne(worker)));
    waitOutBackoff();

    finishWell(claimOne(worker));

    assertThat(stateOf(id)).isEqualTo(TaskState.COMPLETED);
    assertThat(task(id).error()).isEmpty();
    assertThat(store.result(id).orElseThrow().error()).isEmpty();
  }

  @Test
  @Tag("I6")
  void the_history_of_attempts_is_never_overwritten() {
    long id = enqueue("a");
    var worker = worker("w");
    finish(Reports.crashed(claimOne(worker)));
    waitOutBackoff();
    finish(Reports.timedOut(claimOne(worker)));
    waitOutBackoff();
    var before = store.attempts(id);

    finishWell(claimOne(worker));

    var after = store.attempts(id);
    assertThat(after).startsWith(before.toArray(Attempt[]::new)).hasSize(3);
    assertThat(after.stream().map(Attempt::number)).containsExactly(1, 2, 3);
    assertThat(after.stream().map(attempt -> attempt.ending().orElseThrow()))
        .containsExactly(
            Attempt.Ending.CRASHED, Attempt.Ending.TIMED_OUT, Attempt.Ending.COMPLETED);
  }
}
