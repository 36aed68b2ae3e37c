package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.TaskState;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A worker gives back what it will not do, and a finish may carry the next claim. */
abstract class ReleaseContract extends StoreScene {

  ReleaseContract(Function<Path, StoreFixture> engine) {
    super(engine);
  }

  @Test
  @Tag("I12")
  void a_released_task_can_be_claimed_at_once() {
    long id = enqueue("a");
    var worker = worker("w");
    var claim = claimOne(worker);

    assertThat(store.release(List.of(claim.lease()))).isEqualTo(1);

    assertThat(stateOf(id)).isEqualTo(TaskState.QUEUED);
    assertThat(lastAttempt(id).ending()).contains(Attempt.Ending.RELEASED);
    assertThat(claimOne(worker).lease()).isNotEqualTo(claim.lease());
  }

  @Test
  @Tag("I6")
  @Tag("I12")
  void a_claim_released_before_it_started_costs_no_attempt() {
    long id = enqueue(withAttempts("a", 2));
    var worker = worker("w");

    for (int round = 0; round < 10; round++) {
      store.release(List.of(claimOne(worker).lease()));
      assertThat(task(id).spent()).isZero();
    }
    assertThat(stateOf(id)).isEqualTo(TaskState.QUEUED);
    assertThat(store.attempts(id)).hasSize(10);
  }

  @Test
  @Tag("I6")
  void a_claim_released_after_it_started_costs_its_attempt() {
    long id = enqueue(withAttempts("a", 3));
    var worker = worker("w");
    var claim = claimOne(worker);
    start(worker, claim);

    assertThat(store.release(List.of(claim.lease()))).isEqualTo(1);

    assertThat(task(id).spent()).isEqualTo(1);
    assertThat(stateOf(id)).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void leases_that_are_not_good_any_more_are_passed_over() {
    store.enqueue(List.of(parse("a"), parse("b"), parse("c")));
    var worker = worker("w");
    var claims = claim(worker, 3);
    finishWell(claims.get(0));
    store.release(List.of(claims.get(1).lease()));
    var again = claimOne(worker);

    int released =
        store.release(
            List.of(
                claims.get(0).lease(),
                claims.get(1).lease(),
                Reports.forged(claims.get(2).taskId(), new Random(1)),
                claims.get(2).lease()));

    assertThat(released).isEqualTo(1);
    assertThat(stateOf(claims.get(0).taskId())).isEqualTo(TaskState.COMPLETED);
    assertThat(stateOf(again.taskId())).isEqualTo(TaskState.IN_PROGRESS);
    assertThat(stateOf(claims.get(2).taskId())).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void releasing_twice_gives_back_once() {
    enqueue("a");
    var claim = claimOne(worker("w"));

    assertThat(store.release(List.of(claim.lease(), claim.lease()))).isEqualTo(1);
    assertThat(store.release(List.of(claim.lease()))).isZero();
    assertThat(store.release(List.of())).isZero();
  }

  @Test
  @Tag("I4")
  void a_released_lease_finishes_nothing() {
    long id = enqueue("a");
    var claim = claimOne(worker("w"));
    store.release(List.of(claim.lease()));

    assertThat(finish(Reports.completed(claim))).isEqualTo(FinishAnswer.LEASE_LOST);
    assertThat(stateOf(id)).isEqualTo(TaskState.QUEUED);
    assertThat(lastAttempt(id).lateAt()).isPresent();
  }

  @Test
  void a_released_task_keeps_its_place_in_line() {
    store.enqueue(List.of(parse("first"), parse("second")));
    var worker = worker("w");
    store.release(List.of(claimOne(worker).lease()));

    assertThat(claimOne(worker).path()).isEqualTo("first");
  }

  // ---- retire

  @Test
  @Tag("I12")
  void a_retiring_worker_gives_back_all_it_holds_at_no_cost() {
    store.enqueue(List.of(withAttempts("a", 1), withAttempts("b", 1), parse("c")));
    var worker = worker("w");
    var claims = claim(worker, 3);
    start(worker, claims.get(0));
    finishWell(claims.get(2));

    store.retire(worker);

    for (var claim : claims.subList(0, 2)) {
      assertThat(stateOf(claim.taskId())).isEqualTo(TaskState.QUEUED);
      assertThat(task(claim.taskId()).spent()).isZero();
      assertThat(lastAttempt(claim.taskId()).ending()).contains(Attempt.Ending.RELEASED);
    }
    assertThat(stateOf(claims.get(2).taskId())).isEqualTo(TaskState.COMPLETED);
    assertThat(claim(worker("next"), 10)).hasSize(2);
  }

  @Test
  @Tag("I12")
  void a_retired_worker_gets_no_claims_and_is_not_watched() {
    enqueue("a");
    var worker = worker("w");
    store.retire(worker);

    assertThat(store.pulses()).isEmpty();
    assertThat(store.claim(request(worker, 1))).isInstanceOf(ClaimAnswer.WorkerLost.class);
    assertThat(store.counts().queued()).isEqualTo(1);
  }

  @Test
  @Tag("I4")
  void a_retired_worker_finishes_nothing_any_more() {
    long id = enqueue("a");
    var worker = worker("w");
    var claim = claimOne(worker);
    store.retire(worker);

    assertThat(finish(Reports.completed(claim))).isEqualTo(FinishAnswer.LEASE_LOST);
    assertThat(stateOf(id)).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void retiring_twice_or_as_an_earlier_incarnation_harms_nobody() {
    enqueue("a");
    var earlier = worker("w");
    var later = worker("w");
    var claim = claimOne(later);

    store.retire(earlier);
    store.retire(earlier);

    assertThat(store.pulses()).hasSize(1);
    finishWell(claim);
    store.retire(later);
    store.retire(later);
    assertThat(store.pulses()).isEmpty();
  }

  // ---- finish and claim at once

  @Test
  void a_finish_carries_the_next_claim() {
    store.enqueue(List.of(parse("a"), parse("b")));
    var worker = worker("w");
    var first = claimOne(worker);

    var turnover = store.finishAndClaim(List.of(Reports.completed(first)), request(worker, 5));

    assertThat(turnover.answers()).containsExactly(FinishAnswer.RECORDED);
    assertThat(granted(turnover.next()).claims().stream().map(Claim::path)).containsExactly("b");
    assertThat(stateOf(first.taskId())).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void a_task_released_by_its_own_crash_is_not_claimed_in_the_same_breath() {
    enqueue("a");
    var worker = worker("w");
    var claim = claimOne(worker);

    var turnover = store.finishAndClaim(List.of(Reports.crashed(claim)), request(worker, 5));

    assertThat(turnover.answers()).containsExactly(FinishAnswer.RECORDED);
    assertThat(granted(turnover.next()).claims()).isEmpty();
    assertThat(granted(turnover.next()).nextDue()).isPresent();
  }

  @Test
  void a_turnover_with_nothing_to_report_is_a_claim() {
    enqueue("a");

    var turnover = store.finishAndClaim(List.of(), request(worker("w"), 5));

    assertThat(turnover.answers()).isEmpty();
    assertThat(granted(turnover.next()).claims()).hasSize(1);
  }

  @Test
  @Tag("I4")
  void a_lost_worker_learns_so_from_a_turnover() {
    enqueue("a");
    var worker = worker("w");
    var claim = claimOne(worker);
    start(worker, claim);
    rescue(worker);

    var turnover = store.finishAndClaim(List.of(Reports.completed(claim)), request(worker, 5));

    assertThat(turnover.answers()).containsExactly(FinishAnswer.LEASE_LOST);
    assertThat(turnover.next()).isInstanceOf(ClaimAnswer.WorkerLost.class);
  }

  @Test
  @Tag("I7")
  void turnovers_drain_the_queue() {
    store.enqueue(IntStream.range(0, 100).mapToObj(number -> parse("t" + number)).toList());
    var worker = worker("w");
    var claims = claim(worker, 8);
    int turns = 0;
    while (!claims.isEmpty() && turns++ < 100) {
      var reports = claims.stream().map(Reports::completed).toList();
      claims = granted(store.finishAndClaim(reports, request(worker, 8)).next()).claims();
    }

    assertThat(store.counts().completed()).isEqualTo(100);
    assertThat(store.counts().live()).isZero();
  }
}
