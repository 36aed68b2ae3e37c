package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.BeatAnswer;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.Pulse;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever gives signs of life keeps its tasks; whoever stops loses them, and hears of it. */
abstract class RescueContract extends StoreScene {

  RescueContract(Function<Path, StoreFixture> engine) {
    super(engine);
  }

  private BeatAnswer beat(Registration worker, Claim... held) {
    return store.heartbeat(new Beat(worker, List.of(), leases(held)));
  }

  private static List<Lease> leases(Claim... claims) {
    return List.of(claims).stream().map(Claim::lease).toList();
  }

  // ---- heartbeats

  @Test
  void a_known_worker_is_told_it_is_alive() {
    enqueue("a");
    var worker = worker("w");
    var claim = claimOne(worker);

    assertThat(beat(worker, claim)).isEqualTo(new BeatAnswer.Alive(List.of()));
  }

  @Test
  void each_beat_moves_the_pulse() {
    var worker = worker("w");
    var first = pulseOf(worker);
    beat(worker);
    var second = pulseOf(worker);
    beat(worker);

    assertThat(second.beats()).isGreaterThan(first.beats());
    assertThat(pulseOf(worker).beats()).isGreaterThan(second.beats());
  }

  @Test
  @Tag("I11")
  void a_worker_is_told_which_of_its_tasks_were_cancelled() {
    store.enqueue(List.of(parse("a"), parse("b")));
    var worker = worker("w");
    var claims = claim(worker, 2);
    store.cancel(TaskSelection.task(claims.get(1).taskId()));

    var answer = beat(worker, claims.get(0), claims.get(1));

    assertThat(answer).isEqualTo(new BeatAnswer.Alive(List.of(claims.get(1).lease())));
    assertThat(beat(worker, claims.get(0))).isEqualTo(new BeatAnswer.Alive(List.of()));
  }

  @Test
  void a_lost_worker_is_told_so_with_its_next_beat() {
    enqueue("a");
    var worker = worker("w");
    var claim = claimOne(worker);
    rescue(worker);

    assertThat(beat(worker, claim)).isEqualTo(new BeatAnswer.Lost());
    assertThat(store.claim(request(worker, 1))).isInstanceOf(ClaimAnswer.WorkerLost.class);
    assertThat(store.pulses()).isEmpty();
  }

  @Test
  void a_lost_worker_may_register_again() {
    enqueue("a");
    rescue(worker("w"));

    var again = worker("w");

    assertThat(beat(again)).isInstanceOf(BeatAnswer.Alive.class);
    claimOne(again);
  }

  @Test
  void a_beat_tells_the_last_sign_of_life() {
    var worker = worker("w");
    clock.advance(Duration.ofSeconds(4));

    beat(worker);

    assertThat(store.workers().getFirst().lastHeartbeat()).isEqualTo(clock.instant());
  }

  // ---- pulses and rescue

  @Test
  void pulses_are_those_of_all_active_workers() {
    var one = worker("one");
    var two = worker("two");
    var three = worker("three");
    store.retire(two);

    assertThat(another().pulses().stream().map(Pulse::worker))
        .containsExactlyInAnyOrder(one, three);
  }

  @Test
  @Tag("I12")
  void a_worker_whose_pulse_has_moved_is_not_rescued() {
    long id = enqueue("a");
    var worker = worker("w");
    var claim = claimOne(worker);
    var stale = pulseOf(worker);
    beat(worker, claim);

    assertThat(store.rescue(stale)).isZero();

    assertThat(stateOf(id)).isEqualTo(TaskState.IN_PROGRESS);
    assertThat(beat(worker, claim)).isInstanceOf(BeatAnswer.Alive.class);
    finishWell(claim);
  }

  @Test
  @Tag("I12")
  void a_pulse_that_never_was_rescues_nobody() {
    enqueue("a");
    var worker = worker("w");
    var claim = claimOne(worker);

    assertThat(store.rescue(new Pulse(worker, pulseOf(worker).beats() - 1))).isZero();
    assertThat(store.rescue(new Pulse(worker, -1))).isZero();
    assertThat(store.rescue(new Pulse(worker, Long.MIN_VALUE))).isZero();

    assertThat(beat(worker, claim)).isInstanceOf(BeatAnswer.Alive.class);
    finishWell(claim);
  }

  @Test
  void a_worker_is_not_rescued_under_the_pulse_of_its_earlier_incarnation() {
    var earlier = pulseOf(worker("w"));
    var worker = worker("w");
    enqueue("a");
    var claim = claimOne(worker);

    assertThat(store.rescue(earlier)).isZero();
    assertThat(beat(worker, claim)).isInstanceOf(BeatAnswer.Alive.class);
    finishWell(claim);
  }

  @Test
  @Tag("I7")
  void a_task_of_a_dead_worker_is_offered_again_after_a_while() {
    long id = enqueue("a");
    var dead = worker("dead");
    start(dead, claimOne(dead));

    assertThat(rescue(dead)).isEqualTo(1);

    var task = task(id);
    assertThat(task.state()).isEqualTo(TaskState.QUEUED);
    assertThat(task.spent()).isEqualTo(1);
    assertThat(task.runAt()).isAfter(clock.instant());
    assertThat(lastAttempt(id).ending()).contains(Attempt.Ending.LOST);
    assertThat(lastAttempt(id).endedAt()).isPresent();
    waitOutBackoff();
    var claim = claimOne(worker("heir"));
    assertThat(claim.attempt()).isEqualTo(2);
    finishWell(claim);
  }

  @Test
  void a_rescue_takes_only_what_the_dead_worker_still_held() {
    store.enqueue(List.of(parse("a"), parse("b"), parse("c"), parse("d")));
    var dead = worker("dead");
    var held = claim(dead, 3);
    var other = claimOne(worker("alive"));
    finishWell(held.get(0));
    store.release(leases(held.get(1)));

    assertThat(rescue(dead)).isEqualTo(1);

    assertThat(stateOf(held.get(0).taskId())).isEqualTo(TaskState.COMPLETED);
    assertThat(stateOf(other.taskId())).isEqualTo(TaskState.IN_PROGRESS);
    finishWell(other);
  }

  @Test
  void a_worker_is_rescued_once() {
    enqueue("a");
    var dead = worker("dead");
    claimOne(dead);
    var pulse = pulseOf(dead);
    var other = another();

    assertThat(store.rescue(pulse)).isEqualTo(1);
    assertThat(store.rescue(pulse)).isZero();
    assertThat(other.rescue(pulse)).isZero();
  }

  @Test
  void a_dead_worker_with_empty_hands_is_rescued_too() {
    var dead = worker("dead");

    assertThat(rescue(dead)).isZero();

    assertThat(beat(dead)).isEqualTo(new BeatAnswer.Lost());
    assertThat(store.pulses()).isEmpty();
  }

  @Test
  @Tag("I6")
  void a_task_that_kills_its_workers_fails_when_its_attempts_are_spent() {
    long id = enqueue(withAttempts("poison", 3));
    for (int death = 1; death <= 3; death++) {
      var victim = worker("victim " + death);
      start(victim, claimOne(victim));
      rescue(victim);
      waitOutBackoff();
    }

    assertThat(stateOf(id)).isEqualTo(TaskState.FAILED);
    assertThat(task(id).error()).isPresent();
    assertThat(store.attempts(id)).hasSize(3);
    assertThat(claim(worker("w"), 1)).isEmpty();
  }

  @Test
  @Tag("I6")
  void a_claim_that_never_started_costs_no_attempt() {
    long id = enqueue(withAttempts("a", 1));
    var dead = worker("dead");
    claimOne(dead);

    rescue(dead);

    assertThat(stateOf(id)).isEqualTo(TaskState.QUEUED);
    assertThat(task(id).spent()).isZero();
    waitOutBackoff();
    finishWell(claimOne(worker("heir")));
  }

  @Test
  @Tag("I6")
  void claims_that_never_started_are_refunded_only_as_often_as_there_are_attempts() {
    int maxAttempts = 3;
    long id = enqueue(withAttempts("killer", maxAttempts));
    int leases = 0;
    while (stateOf(id) == TaskState.QUEUED && leases < 100) {
      var victim = worker("victim");
      claimOne(victim);
      leases++;
      rescue(victim);
      waitOutBackoff();
    }

    assertThat(stateOf(id)).isEqualTo(TaskState.FAILED);
    assertThat(leases).isBetween(maxAttempts + 1, 2 * maxAttempts);
  }

  @Test
  @Tag("I6")
  void a_task_that_was_only_given_back_does_not_fail_with_a_worker_that_never_began_it() {
    long id = enqueue(withAttempts("a", 1));
    var leaving = worker("leaving");
    store.release(List.of(claimOne(leaving).lease()));
    claimOne(leaving);
    store.retire(leaving);
    var dead = worker("dead");
    claimOne(dead);

    rescue(dead);

    assertThat(stateOf(id)).isEqualTo(TaskState.QUEUED);
    waitOutBackoff();
    finishWell(claimOne(worker("heir")));
  }

  @Test
  void a_start_is_told_with_a_beat_and_stands_in_the_history() {
    long id = enqueue("a");
    var worker = worker("w");
    var claim = claimOne(worker);
    assertThat(lastAttempt(id).startedAt()).isEmpty();

    start(worker, claim);

    assertThat(lastAttempt(id).startedAt()).isPresent();
  }

  // ---- names

  @Test
  void registering_a_name_again_offers_the_tasks_of_the_earlier_one() {
    long id = enqueue("a");
    var earlier = worker("w");
    var claim = claimOne(earlier);

    var later = worker("w");

    assertThat(later.workerId()).isEqualTo(earlier.workerId());
    assertThat(later.incarnation()).isNotEqualTo(earlier.incarnation());
    assertThat(stateOf(id)).isEqualTo(TaskState.QUEUED);
    assertThat(store.attempts(id).getFirst().ending()).isPresent();
    waitOutBackoff();
    assertThat(claimOne(later).lease()).isNotEqualTo(claim.lease());
  }

  @Test
  @Tag("I4")
  @Tag("I5")
  void an_earlier_incarnation_learns_that_its_name_is_taken() {
    enqueue("a");
    var earlier = worker("w");
    var claim = claimOne(earlier);
    var later = worker("w");
    waitOutBackoff();

    assertThat(beat(earlier, claim)).isEqualTo(new BeatAnswer.Lost());
    assertThat(store.claim(request(earlier, 1))).isInstanceOf(ClaimAnswer.WorkerLost.class);
    assertThat(finish(Reports.completed(claim)))
        .isEqualTo(io.skillmill.schema.task.FinishAnswer.LEASE_LOST);
    finishWell(claimOne(later));
    assertThat(store.pulses().stream().map(Pulse::worker)).containsExactly(later);
  }
}
