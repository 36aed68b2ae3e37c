package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.WorkerView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Only the lease granted last may write, once; whatever else comes is refused and recorded. */
abstract class FenceContract extends StoreScene {

  FenceContract(Function<Path, StoreFixture> engine) {
    super(engine);
  }

  /** A worker that claimed a task, was taken for dead, and does not know it yet. */
  private Claim lostClaim() {
    var zombie = worker("zombie");
    var claim = claimOne(zombie);
    start(zombie, claim);
    assertThat(rescue(zombie)).isEqualTo(1);
    waitOutBackoff();
    return claim;
  }

  private Attempt attemptUnder(Lease lease) {
    return store.attempts(lease.taskId()).stream()
        .filter(attempt -> attempt.leaseId().equals(lease.id()))
        .findFirst()
        .orElseThrow();
  }

  private String effectiveResult(long taskId) {
    return store.result(taskId).flatMap(Result::result).orElseThrow();
  }

  // ---- I4: another lease is refused

  @Test
  @Tag("I4")
  void a_forged_lease_is_refused_and_changes_nothing() {
    long id = enqueue("a");
    claimOne(worker("w"));
    var before = task(id);

    assertThat(finish(Reports.completed(Reports.forged(id, new Random(1)))))
        .isEqualTo(FinishAnswer.LEASE_LOST);

    assertThat(task(id)).isEqualTo(before);
    assertThat(store.result(id)).isEmpty();
    assertThat(store.attempts(id)).hasSize(1).allMatch(attempt -> attempt.ending().isEmpty());
  }

  @Test
  @Tag("I4")
  void a_lease_for_another_task_is_refused() {
    long one = enqueue("one");
    long two = enqueue("two");
    var claims = claim(worker("w"), 2);
    var crossed = new Lease(two, claims.getFirst().lease().id());

    assertThat(finish(Reports.completed(crossed))).isEqualTo(FinishAnswer.LEASE_LOST);

    assertThat(stateOf(one)).isEqualTo(TaskState.IN_PROGRESS);
    assertThat(stateOf(two)).isEqualTo(TaskState.IN_PROGRESS);
  }

  @Test
  @Tag("I4")
  void a_lease_for_a_task_that_never_was_is_refused() {
    assertThat(finish(Reports.completed(Reports.forged(999, new Random(1)))))
        .isEqualTo(FinishAnswer.LEASE_LOST);
    assertThat(store.task(999)).isEmpty();
    assertThat(store.result(999)).isEmpty();
  }

  @Test
  @Tag("I4")
  void a_task_that_waits_cannot_be_finished() {
    long id = enqueue("a");

    assertThat(finish(Reports.completed(Reports.forged(id, new Random(1)))))
        .isEqualTo(FinishAnswer.LEASE_LOST);
    assertThat(stateOf(id)).isEqualTo(TaskState.QUEUED);
  }

  @Test
  @Tag("I4")
  void a_lost_worker_cannot_finish_a_task_that_waits_again() {
    long id = enqueue("a");
    var lost = lostClaim();

    assertThat(finish(Reports.completed(lost))).isEqualTo(FinishAnswer.LEASE_LOST);

    assertThat(stateOf(id)).isEqualTo(TaskState.QUEUED);
    assertThat(store.result(id)).isEmpty();
  }

  @Test
  @Tag("I4")
  void a_lost_worker_cannot_finish_over_the_new_attempt() {
    long id = enqueue("a");
    var lost = lostClaim();
    var current = claimOne(worker("heir"));

    assertThat(finish(Reports.completed(lost))).isEqualTo(FinishAnswer.LEASE_LOST);

    assertThat(stateOf(id)).isEqualTo(TaskState.IN_PROGRESS);
    assertThat(task(id).workerId()).contains("heir");
    finishWell(current);
    assertThat(effectiveResult(id)).isEqualTo(Reports.resultOf(current.lease()));
  }

  @Test
  @Tag("I3")
  @Tag("I4")
  void a_late_result_does_not_replace_the_effective_one() {
    long id = enqueue("a");
    var lost = lostClaim();
    var current = claimOne(worker("heir"));
    finishWell(current);

    assertThat(finish(Reports.completed(lost))).isEqualTo(FinishAnswer.LEASE_LOST);

    assertThat(effectiveResult(id)).isEqualTo(Reports.resultOf(current.lease()));
    assertThat(task(id).workerId()).contains("heir");
  }

  @Test
  @Tag("I4")
  void a_late_failure_does_not_undo_a_completed_task() {
    long id = enqueue("a");
    var lost = lostClaim();
    finishWell(claimOne(worker("heir")));

    assertThat(finish(Reports.crashed(lost))).isEqualTo(FinishAnswer.LEASE_LOST);
    assertThat(finish(Reports.rejected(lost))).isEqualTo(FinishAnswer.LEASE_LOST);

    assertThat(stateOf(id)).isEqualTo(TaskState.COMPLETED);
    assertThat(task(id).error()).isEmpty();
  }

  @Test
  @Tag("I4")
  void the_same_worker_cannot_finish_under_an_earlier_lease_of_its_own() {
    long id = enqueue("a");
    var worker = worker("w");
    var first = claimOne(worker);
    store.release(List.of(first.lease()));
    var second = claimOne(worker);

    assertThat(finish(Reports.completed(first))).isEqualTo(FinishAnswer.LEASE_LOST);

    assertThat(stateOf(id)).isEqualTo(TaskState.IN_PROGRESS);
    finishWell(second);
  }

  @Test
  @Tag("I4")
  void a_late_result_is_kept_with_its_attempt() {
    long id = enqueue("a");
    var lost = lostClaim();
    finishWell(claimOne(worker("heir")));
    clock.advance(Duration.ofSeconds(8));

    finish(Reports.completed(lost));

    var attempt = attemptUnder(lost.lease());
    assertThat(attempt.number()).isEqualTo(1);
    assertThat(attempt.ending()).contains(Attempt.Ending.LOST);
    assertThat(attempt.lateAt()).contains(clock.instant());
    assertThat(attempt.lateResult())
        .hasValueSatisfying(late -> assertThat(late).contains(lost.lease().id()));
    assertThat(store.attempts(id)).hasSize(2);
    assertThat(lastAttempt(id).lateAt()).isEmpty();
  }

  @Test
  @Tag("I4")
  void a_refused_report_does_not_count_for_its_worker() {
    enqueue("a");
    var lost = lostClaim();
    finish(Reports.completed(lost));

    assertThat(store.workers().stream().mapToLong(WorkerView::tasksCompleted).sum()).isZero();
  }

  @Test
  @Tag("I4")
  void progress_under_a_lost_lease_is_refused() {
    long id = enqueue("a");
    var lost = lostClaim();
    var current = claimOne(worker("heir"));

    assertThat(store.progress(lost.lease(), "{\"by\":\"zombie\"}")).isFalse();
    assertThat(store.progress(Reports.forged(id, new Random(1)), "{}")).isFalse();
    assertThat(task(id).progress()).isEmpty();
    finishWell(current);
    assertThat(store.progress(current.lease(), "{}")).isFalse();
  }

  // ---- I13: the same report again

  @Test
  @Tag("I13")
  void the_same_report_again_gets_the_same_answer() {
    long id = enqueue("a");
    var report = Reports.completed(claimOne(worker("w")));
    finish(report);
    var task = task(id);
    var attempts = store.attempts(id);
    clock.advance(Duration.ofSeconds(9));

    assertThat(finish(report)).isEqualTo(FinishAnswer.RECORDED);
    assertThat(another().finish(List.of(report))).containsExactly(FinishAnswer.RECORDED);

    assertThat(task(id)).isEqualTo(task);
    assertThat(store.attempts(id)).isEqualTo(attempts);
    assertThat(store.workers().getFirst().tasksCompleted()).isEqualTo(1);
  }

  @Test
  @Tag("I13")
  void the_same_report_twice_in_one_batch_is_recorded_once() {
    long id = enqueue("a");
    var report = Reports.completed(claimOne(worker("w")));

    assertThat(store.finish(List.of(report, report)))
        .containsExactly(FinishAnswer.RECORDED, FinishAnswer.RECORDED);

    assertThat(store.attempts(id)).hasSize(1);
    assertThat(lastAttempt(id).lateAt()).isEmpty();
    assertThat(store.workers().getFirst().tasksCompleted()).isEqualTo(1);
  }

  @Test
  @Tag("I13")
  void a_repeated_crash_costs_one_attempt() {
    long id = enqueue("a");
    var report = Reports.crashed(claimOne(worker("w")));
    finish(report);
    var after = task(id);

    assertThat(finish(report)).isEqualTo(FinishAnswer.RECORDED);

    assertThat(task(id)).isEqualTo(after);
  }

  @Test
  @Tag("I13")
  void a_report_repeated_after_the_next_claim_does_not_touch_it() {
    long id = enqueue("a");
    var worker = worker("w");
    var report = Reports.crashed(claimOne(worker));
    finish(report);
    waitOutBackoff();
    var current = claimOne(worker);

    assertThat(finish(report)).isEqualTo(FinishAnswer.RECORDED);

    assertThat(stateOf(id)).isEqualTo(TaskState.IN_PROGRESS);
    finishWell(current);
    assertThat(finish(report)).isEqualTo(FinishAnswer.RECORDED);
    assertThat(effectiveResult(id)).isEqualTo(Reports.resultOf(current.lease()));
  }

  @Test
  @Tag("I13")
  void a_refused_report_repeated_is_refused_again() {
    enqueue("a");
    var lost = lostClaim();
    finish(Reports.completed(lost));
    var late = attemptUnder(lost.lease());
    clock.advance(Duration.ofSeconds(9));

    assertThat(finish(Reports.completed(lost))).isEqualTo(FinishAnswer.LEASE_LOST);
    assertThat(attemptUnder(lost.lease()).ending()).isEqualTo(late.ending());
    assertThat(attemptUnder(lost.lease()).lateResult()).isEqualTo(late.lateResult());
  }

  @Test
  @Tag("I3")
  void a_second_outcome_under_a_spent_lease_does_not_replace_the_first() {
    long id = enqueue("a");
    var claim = claimOne(worker("w"));
    finishWell(claim);

    finish(Reports.finish(claim.lease(), new Outcome.Completed("{\"second\":true}")));
    finish(Reports.rejected(claim));
    finish(Reports.crashed(claim));

    assertThat(stateOf(id)).isEqualTo(TaskState.COMPLETED);
    assertThat(effectiveResult(id)).isEqualTo(Reports.resultOf(claim.lease()));
    assertThat(lastAttempt(id).ending()).contains(Attempt.Ending.COMPLETED);
  }

  @Test
  @Tag("I3")
  void two_outcomes_under_one_lease_in_one_batch_leave_one_result() {
    long id = enqueue("a");
    var claim = claimOne(worker("w"));

    store.finish(List.of(Reports.completed(claim), Reports.rejected(claim)));

    assertThat(stateOf(id)).isEqualTo(TaskState.COMPLETED);
    assertThat(effectiveResult(id)).isEqualTo(Reports.resultOf(claim.lease()));
  }

  // ---- I11: after a cancel

  @Test
  @Tag("I11")
  void a_cancelled_task_takes_no_result() {
    long id = enqueue("a");
    var claim = claimOne(worker("w"));
    store.cancel(TaskSelection.task(id));
    clock.advance(Duration.ofSeconds(1));

    assertThat(finish(Reports.completed(claim))).isEqualTo(FinishAnswer.LEASE_LOST);

    assertThat(stateOf(id)).isEqualTo(TaskState.CANCELLED);
    assertThat(store.result(id)).isEmpty();
    assertThat(attemptUnder(claim.lease()).ending()).contains(Attempt.Ending.CANCELLED);
    assertThat(attemptUnder(claim.lease()).lateAt()).contains(clock.instant());
  }

  @Test
  @Tag("I11")
  void a_cancelled_attempt_takes_no_result_after_its_task_was_retried() {
    long id = enqueue("a");
    var worker = worker("w");
    var cancelled = claimOne(worker);
    store.cancel(TaskSelection.task(id));
    store.retry(TaskSelection.task(id));
    assertThat(finish(Reports.completed(cancelled))).isEqualTo(FinishAnswer.LEASE_LOST);
    var current = claimOne(worker);
    assertThat(finish(Reports.completed(cancelled))).isEqualTo(FinishAnswer.LEASE_LOST);

    finishWell(current);

    assertThat(effectiveResult(id)).isEqualTo(Reports.resultOf(current.lease()));
  }
}
