package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Pulse;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Bugs that other queues shipped, each told as what must not happen here. docs/reliability.md lists
 * all of them, also those that tests elsewhere cover.
 */
abstract class RegressionContract extends StoreScene {

  private static final Duration LONG = Duration.ofSeconds(20);

  /** More than any page of ours holds. */
  private static final int MORE_THAN_A_PAGE = 1_050;

  RegressionContract(Function<Path, StoreFixture> engine) {
    super(engine);
  }

  private List<Enqueued> enqueueKeyed(int count) {
    return store.enqueue(IntStream.range(0, count).mapToObj(n -> keyed("k" + n)).toList());
  }

  private static NewTask keyed(String key) {
    return parse(key).withKey(key);
  }

  /** River 1308: where one job of a batch was deleted, the others' completion was lost too. */
  @Test
  @Tag("I3")
  void a_task_that_is_gone_takes_no_other_of_its_batch_with_it() {
    store.enqueue(List.of(parse("a"), parse("b"), parse("c")));
    var claims = claim(worker("w"), 3);
    var gone = claims.get(1);
    store.cancel(TaskSelection.task(gone.taskId()));
    clock.advance(Duration.ofDays(1));
    assertThat(store.prune(Duration.ofHours(1), EnumSet.of(TaskState.CANCELLED)).tasks())
        .isEqualTo(1);

    var answers = store.finish(claims.stream().map(Reports::completed).toList());

    assertThat(answers)
        .containsExactly(FinishAnswer.RECORDED, FinishAnswer.LEASE_LOST, FinishAnswer.RECORDED);
    assertThat(store.result(claims.get(0).taskId())).isPresent();
    assertThat(store.result(claims.get(2).taskId())).isPresent();
    assertThat(store.task(gone.taskId())).isEmpty();
  }

  /**
   * River 1318: a page full of jobs that the rescuer had to pass over was all it ever saw. Oban
   * 1259: one job whose key was live elsewhere kept all others from their next attempt.
   */
  @Test
  @Tag("I7")
  void a_page_full_of_tasks_that_cannot_be_retried_does_not_hide_those_behind_it() {
    enqueueKeyed(MORE_THAN_A_PAGE);
    store.cancel(new TaskSelection.All());
    enqueueKeyed(MORE_THAN_A_PAGE);
    long last = enqueue("last");
    store.cancel(TaskSelection.task(last));

    assertThat(store.retry(new TaskSelection.All())).isEqualTo(1);

    assertThat(stateOf(last)).isEqualTo(TaskState.QUEUED);
    assertThat(store.counts().cancelled()).isEqualTo(MORE_THAN_A_PAGE);
  }

  /** River 1318 again: whoever looks for dead workers must see them all, however many live. */
  @Test
  @Tag("I7")
  void a_dead_worker_is_found_among_any_number_of_others() {
    enqueue("a");
    var dead = worker("zz dead");
    claimOne(dead);
    IntStream.range(0, 300).forEach(n -> worker("idle " + n));

    assertThat(store.pulses().stream().map(Pulse::worker)).hasSize(301).contains(dead);
    assertThat(rescue(dead)).isEqualTo(1);
  }

  /** River 0.12.1: a unique job that was tried again met itself and was dropped. */
  @Test
  @Tag("I9")
  void a_task_with_a_key_is_tried_again_without_meeting_itself() {
    long id = enqueue(keyed("k"));
    var worker = worker("w");
    finish(Reports.crashed(claimOne(worker)));
    waitOutBackoff();
    var second = claimOne(worker);
    store.release(List.of(second.lease()));
    var third = claimOne(worker);
    store.cancel(TaskSelection.task(id));
    assertThat(store.retry(TaskSelection.task(id))).isEqualTo(1);

    var fourth = claimOne(worker);
    finishWell(fourth);

    assertThat(List.of(second.taskId(), third.taskId(), fourth.taskId())).containsOnly(id);
    assertThat(store.attempts(id)).hasSize(4);
  }

  /** Oban 1259: one retryable job with a taken key kept every other job from being staged. */
  @Test
  @Tag("I7")
  void tasks_with_keys_that_fall_due_hold_up_nobody() {
    enqueueKeyed(20);
    var worker = worker("w");
    store.finish(claim(worker, 20).stream().map(Reports::crashed).toList());
    enqueueKeyed(20).forEach(answer -> assertThat(answer).isInstanceOf(Enqueued.AlreadyLive.class));
    enqueue(parse("later").on(NewTask.Terms.DEFAULT.withDelay(Duration.ofMillis(1))));
    waitOutBackoff();

    assertThat(claim(worker, 100)).hasSize(21);
  }

  /** Solid Queue e43f204: two schedulers whose clocks raced both enqueued what was due. */
  @Test
  @Tag("I5")
  void a_delayed_task_that_several_stores_wake_is_granted_once() throws Exception {
    var other = another();
    var one = worker("one");
    var two = worker("two");
    for (int round = 0; round < 10; round++) {
      enqueue(parse("t" + round).on(NewTask.Terms.DEFAULT.withDelay(Duration.ofSeconds(1))));
      clock.advance(Duration.ofSeconds(2));
      List<Callable<List<Claim>>> race =
          List.of(
              () -> granted(store.claim(request(one, 5))).claims(),
              () -> granted(other.claim(request(two, 5))).claims());
      var granted = together(race);

      var claims = granted.stream().flatMap(List::stream).toList();
      assertThat(claims).as("round %d", round).hasSize(1);
      finishWell(claims.getFirst());
      assertThat(store.attempts(claims.getFirst().taskId())).hasSize(1);
    }
  }

  /** Graphile-worker: of all the workers that waited, a batch of a hundred jobs woke one. */
  @Test
  @Tag("I7")
  void a_batch_of_work_wakes_every_waiter() throws Exception {
    var waiters = List.of(store, another(), another(), another());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var woken = new ArrayList<Future<Boolean>>();
      for (var waiter : waiters) {
        long seen = waiter.changeMark();
        woken.add(threads.submit(() -> seesWork(waiter, seen)));
      }
      store.enqueue(IntStream.range(0, 100).mapToObj(n -> parse("t" + n)).toList());

      for (var waiter : woken) {
        assertThat(waiter.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  private static boolean seesWork(SkillStore waiter, long from) throws InterruptedException {
    long seen = from;
    long end = System.nanoTime() + LONG.toNanos();
    while (waiter.counts().queued() < 100 && System.nanoTime() < end) {
      seen = waiter.awaitChange(seen, LONG);
    }
    return waiter.counts().queued() == 100;
  }

  /** Oban 1466: who was told of an ending looked, and the ending was not written yet. */
  @Test
  void whoever_is_woken_by_an_ending_finds_it_with_its_result() throws Exception {
    var other = another();
    var worker = worker("w");
    for (int round = 0; round < 20; round++) {
      long id = enqueue("t" + round);
      var claim = claimOne(worker);
      long mark = other.changeMark();
      together(
          List.of(
              () -> finish(Reports.completed(claim)),
              () -> {
                long seen = mark;
                while (other.task(id).orElseThrow().state() != TaskState.COMPLETED) {
                  seen = other.awaitChange(seen, LONG);
                }
                assertThat(other.result(id)).as("result of a completed task").isPresent();
                assertThat(other.attempts(id).getLast().ending())
                    .contains(Attempt.Ending.COMPLETED);
                return FinishAnswer.RECORDED;
              }));
    }
  }

  /** Graphile-worker 0.17: the ids of a batch were cast to a type that large ones do not fit. */
  @Test
  @Tag("I4")
  void a_lease_on_the_highest_number_is_refused_and_harms_nobody() {
    enqueue("a");
    var claim = claimOne(worker("w"));
    var random = new Random(7);
    var forged = Reports.forged(Long.MAX_VALUE, random);
    var other = Reports.forged(1L << 32, random);

    assertThat(
            store.finish(
                List.of(
                    Reports.crashed(claimOf(forged, claim)),
                    Reports.completed(claim),
                    Reports.rejected(claimOf(other, claim)))))
        .containsExactly(FinishAnswer.LEASE_LOST, FinishAnswer.RECORDED, FinishAnswer.LEASE_LOST);
    assertThat(store.release(List.of(forged, other))).isZero();
    assertThat(store.progress(forged, "{}")).isFalse();
    assertThat(store.cancel(TaskSelection.task(Long.MAX_VALUE))).isZero();
  }

  private static Claim claimOf(Lease lease, Claim like) {
    return new Claim(
        lease,
        like.type(),
        like.path(),
        like.contentHash(),
        like.parser(),
        like.attempt(),
        like.timeout());
  }

  /**
   * Solid Queue 4f263b2: whoever released what it did not hold raised the count of those who might.
   */
  @Test
  @Tag("I10")
  void giving_back_what_one_does_not_hold_changes_no_count() {
    store.enqueue(List.of(parse("a"), parse("b"), parse("c")));
    Registration worker = worker("w");
    var claims = claim(worker, 2);
    finishWell(claims.getFirst());
    var before = store.counts();
    var random = new Random(11);

    var leases =
        List.of(
            claims.getFirst().lease(),
            Reports.forged(claims.get(1).taskId(), random),
            Reports.forged(4711, random));
    assertThat(store.release(leases)).isZero();
    store.retire(new Registration("w", "another incarnation"));
    store.retire(new Registration("nobody", worker.incarnation()));

    assertThat(store.counts()).isEqualTo(before);
    finishWell(claims.get(1));
  }

  private static <T> List<T> together(List<Callable<T>> work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<T>();
      for (Future<T> future : threads.invokeAll(work, LONG.toSeconds(), TimeUnit.SECONDS)) {
        answers.add(future.get());
      }
      return answers;
    }
  }
}
