package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cancel and retry do what was asked, to what was named, and nothing more. */
abstract class OrdersContract extends StoreScene {

  OrdersContract(Function<Path, StoreFixture> engine) {
    super(engine);
  }

  private long failed(String path) {
    long id = enqueue(withAttempts(path, 1));
    finish(Reports.crashed(claimOne(worker("failing"))));
    assertThat(stateOf(id)).isEqualTo(TaskState.FAILED);
    return id;
  }

  // ---- cancel

  @Test
  void a_cancelled_task_is_never_granted() {
    long id = enqueue("a");

    assertThat(store.cancel(TaskSelection.task(id))).isEqualTo(1);

    assertThat(stateOf(id)).isEqualTo(TaskState.CANCELLED);
    assertThat(task(id).completedAt()).contains(clock.instant());
    assertThat(claim(worker("w"), 1)).isEmpty();
  }

  @Test
  @Tag("I11")
  void a_task_in_progress_can_be_cancelled() {
    long id = enqueue("a");
    var claim = claimOne(worker("w"));

    assertThat(store.cancel(TaskSelection.task(id))).isEqualTo(1);

    assertThat(stateOf(id)).isEqualTo(TaskState.CANCELLED);
    assertThat(lastAttempt(id).ending()).contains(Attempt.Ending.CANCELLED);
    assertThat(lastAttempt(id).endedAt()).isPresent();
    assertThat(store.progress(claim.lease(), "{}")).isFalse();
    assertThat(store.release(List.of(claim.lease()))).isZero();
    assertThat(stateOf(id)).isEqualTo(TaskState.CANCELLED);
  }

  @Test
  @Tag("I11")
  void a_cancelled_task_stays_so_when_its_worker_is_lost_or_leaves() {
    store.enqueue(List.of(parse("a"), parse("b")));
    var dead = worker("dead");
    var leaving = worker("leaving");
    claimOne(dead);
    claimOne(leaving);
    assertThat(store.cancel(new TaskSelection.All())).isEqualTo(2);

    assertThat(rescue(dead)).isZero();
    store.retire(leaving);
    waitOutBackoff();

    assertThat(store.counts().cancelled()).isEqualTo(2);
  }

  @Test
  @Tag("I11")
  void a_cancel_through_another_store_holds() {
    long id = enqueue("a");
    var claim = claimOne(worker("w"));

    assertThat(another().cancel(TaskSelection.task(id))).isEqualTo(1);

    assertThat(finish(Reports.completed(claim))).isEqualTo(FinishAnswer.LEASE_LOST);
    assertThat(store.result(id)).isEmpty();
  }

  @Test
  void what_is_finished_cannot_be_cancelled() {
    long done = enqueue("done");
    finishWell(claimOne(worker("w")));
    long failed = failed("failed");

    assertThat(store.cancel(new TaskSelection.Ids(List.of(done, failed, 12345L)))).isZero();

    assertThat(stateOf(done)).isEqualTo(TaskState.COMPLETED);
    assertThat(stateOf(failed)).isEqualTo(TaskState.FAILED);
    assertThat(store.cancel(new TaskSelection.Ids(List.of()))).isZero();
  }

  @Test
  void a_task_named_twice_is_cancelled_once() {
    long id = enqueue("a");

    assertThat(store.cancel(new TaskSelection.Ids(List.of(id, id)))).isEqualTo(1);
    assertThat(store.cancel(TaskSelection.task(id))).isZero();
  }

  @Test
  void a_queue_is_cancelled_without_touching_others() {
    store.enqueue(List.of(inQueue("a", "A"), inQueue("b", "B"), inQueue("a2", "A")));

    assertThat(store.cancel(new TaskSelection.Queue("A"))).isEqualTo(2);

    assertThat(everything(store).stream().filter(task -> task.state() == TaskState.QUEUED))
        .extracting(Task::path)
        .containsExactly("b");
    assertThat(store.cancel(new TaskSelection.Queue("no such queue"))).isZero();
  }

  // ---- retry

  @Test
  void a_failed_task_is_offered_again_with_all_its_attempts() {
    long id = enqueue(withAttempts("a", 2));
    var worker = worker("w");
    for (int attempt = 0; attempt < 2; attempt++) {
      finish(Reports.crashed(claimOne(worker)));
      waitOutBackoff();
    }

    assertThat(store.retry(TaskSelection.task(id))).isEqualTo(1);

    assertThat(stateOf(id)).isEqualTo(TaskState.QUEUED);
    assertThat(task(id).spent()).isZero();
    assertThat(task(id).completedAt()).isEmpty();
    finish(Reports.crashed(claimOne(worker)));
    assertThat(stateOf(id)).isEqualTo(TaskState.QUEUED);
    waitOutBackoff();
    finish(Reports.crashed(claimOne(worker)));
    assertThat(stateOf(id)).isEqualTo(TaskState.FAILED);
  }

  @Test
  @Tag("I6")
  void retrying_adds_to_the_history() {
    long id = failed("a");
    var before = store.attempts(id);

    store.retry(TaskSelection.task(id));
    var claim = claimOne(worker("w"));

    assertThat(claim.attempt()).isEqualTo(2);
    assertThat(store.attempts(id)).startsWith(before.toArray(Attempt[]::new)).hasSize(2);
  }

  @Test
  void a_retried_task_may_run_at_once() {
    long id = failed("a");

    store.retry(TaskSelection.task(id));

    assertThat(task(id).runAt()).isBeforeOrEqualTo(clock.instant());
    claimOne(worker("w"));
  }

  @Test
  void a_cancelled_task_can_be_retried() {
    long id = enqueue("a");
    store.cancel(TaskSelection.task(id));

    assertThat(store.retry(TaskSelection.task(id))).isEqualTo(1);

    finishWell(claimOne(worker("w")));
    assertThat(stateOf(id)).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  @Tag("I3")
  void a_rejected_task_that_is_retried_ends_with_the_later_result() {
    long id = enqueue("a");
    var worker = worker("w");
    finish(Reports.rejected(claimOne(worker)));
    store.retry(TaskSelection.task(id));
    var claim = claimOne(worker);

    finishWell(claim);

    var result = store.result(id).orElseThrow();
    assertThat(result.result()).contains(Reports.resultOf(claim.lease()));
    assertThat(result.error()).isEmpty();
    assertThat(stateOf(id)).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void completed_and_live_tasks_are_not_retried() {
    long done = enqueue("done");
    var worker = worker("w");
    var claim = claimOne(worker);
    finishWell(claim);
    enqueue("running");
    claimOne(worker);
    enqueue("waiting");

    assertThat(store.retry(new TaskSelection.All())).isZero();

    assertThat(stateOf(done)).isEqualTo(TaskState.COMPLETED);
    assertThat(store.result(done).flatMap(Result::result))
        .contains(Reports.resultOf(claim.lease()));
    assertThat(store.counts().inProgress()).isEqualTo(1);
  }

  @Test
  void a_queue_is_retried_without_touching_others() {
    store.enqueue(List.of(inQueue("a", "A"), inQueue("b", "B")));
    store.cancel(new TaskSelection.All());

    assertThat(store.retry(new TaskSelection.Queue("B"))).isEqualTo(1);
    assertThat(claimOne(worker("w")).path()).isEqualTo("b");
  }

  @Test
  @Tag("I9")
  void a_task_whose_key_is_live_elsewhere_is_not_retried() {
    long first = enqueue(parse("a").withKey("k"));
    store.cancel(TaskSelection.task(first));
    long second = enqueue(parse("a").withKey("k"));

    assertThat(store.retry(TaskSelection.task(first))).isZero();
    assertThat(stateOf(first)).isEqualTo(TaskState.CANCELLED);

    store.cancel(TaskSelection.task(second));
    assertThat(store.retry(TaskSelection.task(first))).isEqualTo(1);
  }

  @Test
  @Tag("I9")
  void of_two_tasks_with_one_key_only_one_is_retried() {
    for (int round = 0; round < 2; round++) {
      long id = enqueue(parse("a").withKey("k").forced());
      store.cancel(TaskSelection.task(id));
    }

    assertThat(store.retry(new TaskSelection.All())).isEqualTo(1);

    assertThat(store.counts().queued()).isEqualTo(1);
    assertThat(store.counts().cancelled()).isEqualTo(1);
  }

  @Test
  void a_retried_task_answers_for_its_key_as_live() {
    long id = enqueue(parse("a").withKey("k"));
    finish(Reports.rejected(claimOne(worker("w"))));
    store.retry(TaskSelection.task(id));

    assertThat(store.enqueue(List.of(parse("a").withKey("k"))))
        .containsExactly(new Enqueued.AlreadyLive(id));
  }

  @Test
  @Tag("I6")
  void a_retried_task_does_not_wait_out_an_old_backoff() {
    long id = enqueue("a");
    var worker = worker("w");
    finish(Reports.crashed(claimOne(worker)));
    store.cancel(TaskSelection.task(id));
    clock.advance(Duration.ofMillis(1));

    store.retry(TaskSelection.task(id));

    assertThat(claim(worker, 1)).hasSize(1);
    assertThat(task(id).spent()).isEqualTo(1);
  }
}
