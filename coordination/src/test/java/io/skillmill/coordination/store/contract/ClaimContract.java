package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.TaskType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A claim hands out each task once, in order, with a lease of its own. */
abstract class ClaimContract extends StoreScene {

  ClaimContract(Function<Path, StoreFixture> engine) {
    super(engine);
  }

  private static List<String> paths(List<Claim> claims) {
    return claims.stream().map(Claim::path).toList();
  }

  private static NewTask urgent(String path, int priority) {
    return parse(path).on(NewTask.Terms.DEFAULT.withPriority(priority));
  }

  private static NewTask delayed(String path, Duration delay) {
    return parse(path).on(NewTask.Terms.DEFAULT.withDelay(delay));
  }

  @Test
  void an_empty_store_grants_nothing() {
    var answer = granted(store.claim(request(worker("w"), 10)));

    assertThat(answer.claims()).isEmpty();
    assertThat(answer.nextDue()).isEmpty();
  }

  @Test
  void a_claim_says_all_the_worker_needs() {
    var parser = new NewTask.ParserRef(PARSER, "1");
    var terms = NewTask.Terms.DEFAULT.withTimeout(Duration.ofMillis(1234));
    long id = enqueue(NewTask.of(TaskType.VALIDATE, "skills/a").on(terms).withParser(parser));

    var claim = claimOne(worker("w"));

    assertThat(claim.taskId()).isEqualTo(id);
    assertThat(claim.type()).isEqualTo(TaskType.VALIDATE);
    assertThat(claim.path()).isEqualTo("skills/a");
    assertThat(claim.parser()).contains(parser);
    assertThat(claim.contentHash()).isEmpty();
    assertThat(claim.attempt()).isEqualTo(1);
    assertThat(claim.timeout()).isEqualTo(Duration.ofMillis(1234));
  }

  @Test
  void a_claimed_task_is_in_progress_with_its_worker() {
    long id = enqueue("a");
    clock.advance(Duration.ofSeconds(5));

    claimOne(worker("w"));

    var task = task(id);
    assertThat(task.state()).isEqualTo(TaskState.IN_PROGRESS);
    assertThat(task.workerId()).contains("w");
    assertThat(task.startedAt()).contains(clock.instant());
    assertThat(task.attempt()).isEqualTo(1);
    assertThat(task.completedAt()).isEmpty();
  }

  @Test
  void a_claim_opens_an_attempt() {
    long id = enqueue("a");

    var claim = claimOne(worker("w"));

    var attempt = lastAttempt(id);
    assertThat(attempt.number()).isEqualTo(1);
    assertThat(attempt.leaseId()).isEqualTo(claim.lease().id());
    assertThat(attempt.workerId()).isEqualTo("w");
    assertThat(attempt.claimedAt()).isEqualTo(clock.instant());
    assertThat(attempt.endedAt()).isEmpty();
    assertThat(attempt.ending()).isEmpty();
  }

  @Test
  void the_oldest_task_goes_first() {
    store.enqueue(List.of(parse("1"), parse("2"), parse("3")));
    enqueue("4");

    assertThat(paths(claim(worker("w"), 10))).containsExactly("1", "2", "3", "4");
  }

  @Test
  void the_highest_priority_goes_first() {
    store.enqueue(
        List.of(urgent("low", -5), urgent("first 9", 9), parse("zero"), urgent("second 9", 9)));

    assertThat(paths(claim(worker("w"), 10))).containsExactly("first 9", "second 9", "zero", "low");
  }

  @Test
  void priorities_hold_across_single_claims() {
    store.enqueue(List.of(parse("zero"), urgent("9", 9), urgent("5", 5)));
    var worker = worker("w");

    assertThat(claimOne(worker).path()).isEqualTo("9");
    enqueue(urgent("7", 7));
    assertThat(claimOne(worker).path()).isEqualTo("7");
    assertThat(claimOne(worker).path()).isEqualTo("5");
  }

  @Test
  void no_more_are_granted_than_were_asked_for() {
    IntStream.range(0, 10).forEach(number -> enqueue("task " + number));
    var worker = worker("w");

    assertThat(claim(worker, 4)).hasSize(4);
    assertThat(claim(worker, 0)).isEmpty();
    assertThat(claim(worker, 100)).hasSize(6);
    assertThat(claim(worker, 1)).isEmpty();
  }

  @Test
  void a_thousand_claims_come_in_one_answer() {
    store.enqueue(IntStream.range(0, 1_100).mapToObj(number -> parse("t" + number)).toList());

    assertThat(claim(worker("w"), 1_000)).hasSize(1_000);
  }

  @Test
  void a_delayed_task_is_not_granted_before_its_time() {
    enqueue(delayed("later", Duration.ofMinutes(10)));
    var worker = worker("w");
    clock.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(claim(worker, 1)).isEmpty();

    clock.advance(Duration.ofMillis(1));

    assertThat(paths(claim(worker, 1))).containsExactly("later");
  }

  @Test
  void a_delayed_task_does_not_hold_up_those_behind_it() {
    store.enqueue(List.of(delayed("later", Duration.ofHours(1)), parse("now")));

    assertThat(paths(claim(worker("w"), 10))).containsExactly("now");
  }

  @Test
  void the_answer_says_when_the_next_task_is_due() {
    store.enqueue(
        List.of(delayed("b", Duration.ofMinutes(20)), delayed("a", Duration.ofMinutes(10))));
    var soonest = clock.instant().plus(Duration.ofMinutes(10));

    assertThat(granted(store.claim(request(worker("w"), 1))).nextDue()).contains(soonest);
  }

  @Test
  void whoever_wants_nothing_is_told_no_due_time() {
    enqueue(delayed("later", Duration.ofMinutes(10)));
    enqueue("now");
    var worker = worker("w");
    var claim = claimOne(worker);

    assertThat(granted(store.claim(request(worker, 0))).nextDue()).isEmpty();
    clock.advance(Duration.ofMinutes(20));
    assertThat(granted(store.claim(request(worker, 0))).nextDue()).isEmpty();
    var turnover = store.finishAndClaim(List.of(Reports.completed(claim)), request(worker, 0));
    assertThat(granted(turnover.next()).nextDue()).isEmpty();
  }

  @Test
  void the_next_due_time_never_lies_behind() {
    store.enqueue(
        List.of(
            inQueue("held back", "paused"),
            parse("needs another").withParser(new NewTask.ParserRef("elsewhere", "1"))));
    store.pause("paused");
    clock.advance(Duration.ofHours(1));

    var answer = granted(store.claim(request(worker("w"), 5)));

    assertThat(answer.claims()).isEmpty();
    answer.nextDue().ifPresent(due -> assertThat(due).isAfter(clock.instant()));
  }

  @Test
  @Tag("I5")
  void a_task_in_progress_is_not_granted_again() {
    enqueue("a");
    claimOne(worker("one"));

    assertThat(claim(worker("two"), 10)).isEmpty();
    clock.advance(Duration.ofDays(365));
    assertThat(claim(worker("three"), 10)).as("no clock takes a lease away").isEmpty();
  }

  @Test
  @Tag("I5")
  void two_stores_on_one_database_never_grant_the_same_task() {
    store.enqueue(IntStream.range(0, 200).mapToObj(number -> parse("t" + number)).toList());
    var other = another();
    var here = worker("here");
    var there = worker("there");
    var seen = new HashSet<Long>();

    for (int round = 0; round < 20; round++) {
      claim(here, 5).forEach(claim -> assertThat(seen.add(claim.taskId())).isTrue());
      granted(other.claim(request(there, 5)))
          .claims()
          .forEach(claim -> assertThat(seen.add(claim.taskId())).isTrue());
    }
    assertThat(seen).hasSize(200);
  }

  @Test
  @Tag("I5")
  void claims_are_there_after_reopening() {
    long id = enqueue("a");
    var worker = worker("w");
    var claim = claimOne(worker);

    reopen();

    assertThat(stateOf(id)).isEqualTo(TaskState.IN_PROGRESS);
    assertThat(claim(worker("other"), 1)).isEmpty();
    finishWell(claim);
  }

  @Test
  void every_claim_has_a_lease_of_its_own() {
    store.enqueue(IntStream.range(0, 500).mapToObj(number -> parse("t" + number)).toList());

    var leases = claim(worker("w"), 500).stream().map(Claim::lease).map(Lease::id).toList();

    assertThat(Set.copyOf(leases)).hasSize(500);
    assertThat(leases).allMatch(id -> id.matches("[0-9a-f]{32}"));
  }

  @Test
  void the_same_task_gets_another_lease_each_time() {
    enqueue("a");
    var worker = worker("w");
    var seen = new HashSet<String>();

    for (int number = 1; number <= 5; number++) {
      var claim = claimOne(worker);
      assertThat(claim.attempt()).isEqualTo(number);
      assertThat(seen.add(claim.lease().id())).isTrue();
      finish(Reports.crashed(claim));
      waitOutBackoff();
    }
  }

  @Test
  void a_worker_nobody_registered_is_told_so() {
    enqueue("a");
    var stranger = new Registration("stranger", "0123456789abcdef0123456789abcdef");

    assertThat(store.claim(request(stranger, 1))).isInstanceOf(ClaimAnswer.WorkerLost.class);
    assertThat(store.counts().queued()).isEqualTo(1);
  }
}
