package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.BeatAnswer;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.Counts;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.QueueView;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A worker may say that what is done need not be remembered. Then a task goes with its attempt, but
 * only where it left nothing, answers for nothing, and nothing happened to it.
 */
abstract class HistoryContract extends StoreScene {

  HistoryContract(Function<Path, StoreFixture> engine) {
    super(engine);
  }

  private static Finish forgettable(Claim claim) {
    return Reports.forgettable(claim.lease());
  }

  /** Reports what must be forgotten. */
  private void forget(Claim... claims) {
    var answers = store.finish(Stream.of(claims).map(HistoryContract::forgettable).toList());
    assertThat(answers).containsOnly(FinishAnswer.RECORDED);
    forgotten += claims.length;
  }

  private void assertGone(long taskId, String path) {
    assertThat(store.task(taskId)).isEmpty();
    assertThat(store.result(taskId)).isEmpty();
    assertThat(store.attempts(taskId)).isEmpty();
    assertThat(store.taskOfPath(path)).isEmpty();
  }

  private long completedBy(String worker) {
    return store.workers().stream()
        .filter(view -> view.card().workerId().equals(worker))
        .findFirst()
        .orElseThrow()
        .tasksCompleted();
  }

  @Test
  void a_task_that_left_nothing_is_gone_once_it_is_done() {
    long id = enqueue("a");
    long other = enqueue("b");

    forget(claimOne(worker("w")));

    assertGone(id, "a");
    assertThat(everything(store)).extracting(task -> task.taskId()).containsExactly(other);
    assertThat(store.taskOfPath("b")).contains(other);
  }

  @Test
  @Tag("I10")
  void what_is_forgotten_is_counted() {
    store.enqueue(List.of(inQueue("a", "A"), inQueue("b", "B"), inQueue("c", "B")));
    forget(claim(worker("w"), 3).toArray(Claim[]::new));

    assertThat(store.counts()).isEqualTo(new Counts(0, 0, 0, 0, 0, 3));
    assertThat(store.counts().total()).isZero();
    assertThat(store.counts().successRate()).isEqualTo(1);
    assertThat(store.queues().stream().filter(queue -> queue.counts().forgotten() > 0))
        .extracting(QueueView::name, queue -> queue.counts().forgotten())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("A", 1L),
            org.assertj.core.groups.Tuple.tuple("B", 2L));
    assertThat(completedBy("w")).isEqualTo(3);
  }

  @Test
  void with_history_a_task_that_left_nothing_is_kept() {
    long id = enqueue("a");

    finish(Reports.finish(claimOne(worker("w")).lease(), new Outcome.Completed("{}")));

    assertThat(stateOf(id)).isEqualTo(TaskState.COMPLETED);
    assertThat(store.attempts(id)).hasSize(1);
    assertThat(store.result(id).flatMap(Result::result)).contains("{}");
  }

  @Test
  @Tag("I3")
  void a_task_that_left_a_result_is_kept_with_all_that_belongs_to_it() {
    long id = enqueue("a");
    var claim = claimOne(worker("w"));

    assertThat(finish(Reports.completed(claim).withoutHistory())).isEqualTo(FinishAnswer.RECORDED);

    assertThat(stateOf(id)).isEqualTo(TaskState.COMPLETED);
    assertThat(store.attempts(id)).hasSize(1);
    assertThat(store.result(id).flatMap(Result::result)).contains(Reports.resultOf(claim.lease()));
    assertThat(store.taskOfPath("a")).contains(id);
  }

  @Test
  @Tag("I9")
  void a_task_with_a_key_is_kept_and_answers_for_the_next_one() {
    long id = enqueue(parse("a").withKey("k"));

    assertThat(finish(forgettable(claimOne(worker("w"))))).isEqualTo(FinishAnswer.RECORDED);

    assertThat(store.enqueue(List.of(parse("a").withKey("k"))).getFirst())
        .isEqualTo(new Enqueued.Cached(id, TaskState.COMPLETED));
    assertThat(store.attempts(id)).hasSize(1);
  }

  @Test
  void a_task_that_was_tried_again_is_kept_with_all_its_attempts() {
    long id = enqueue("a");
    var worker = worker("w");
    finish(Reports.crashed(claimOne(worker)));
    waitOutBackoff();

    assertThat(finish(forgettable(claimOne(worker)))).isEqualTo(FinishAnswer.RECORDED);

    assertThat(stateOf(id)).isEqualTo(TaskState.COMPLETED);
    assertThat(store.attempts(id)).hasSize(2);
  }

  @Test
  void a_task_that_was_not_done_is_kept() {
    store.enqueue(List.of(parse("a"), parse("b"), parse("c")));
    var claims = claim(worker("w"), 3);

    store.finish(
        List.of(
            Reports.rejected(claims.get(0)).withoutHistory(),
            Reports.crashed(claims.get(1)).withoutHistory(),
            Reports.timedOut(claims.get(2)).withoutHistory()));

    assertThat(claims.stream().map(claim -> stateOf(claim.taskId())))
        .containsExactly(TaskState.FAILED, TaskState.QUEUED, TaskState.QUEUED);
    assertThat(claims.stream().map(claim -> store.attempts(claim.taskId()).size()))
        .containsExactly(1, 1, 1);
  }

  @Test
  @Tag("I13")
  void a_report_that_is_sent_again_gets_the_same_answer() {
    store.enqueue(List.of(parse("a"), parse("b"), parse("c")));
    var worker = worker("w");
    var claims = claim(worker, 2).toArray(Claim[]::new);
    forget(claims);

    for (var claim : claims) {
      assertThat(finish(forgettable(claim))).isEqualTo(FinishAnswer.RECORDED);
      assertThat(another().finish(List.of(forgettable(claim))))
          .containsExactly(FinishAnswer.RECORDED);
    }
    claimOne(worker);
    reopen();
    worker("w");
    assertThat(finish(forgettable(claims[0]))).isEqualTo(FinishAnswer.RECORDED);
    assertThat(completedBy("w")).as("and counts once").isEqualTo(2);
  }

  @Test
  @Tag("I13")
  void of_two_reports_in_one_batch_both_are_on_record() {
    enqueue("a");
    var claim = claimOne(worker("w"));

    assertThat(store.finish(List.of(forgettable(claim), forgettable(claim))))
        .containsExactly(FinishAnswer.RECORDED, FinishAnswer.RECORDED);

    forgotten = 1;
    assertThat(completedBy("w")).isEqualTo(1);
  }

  @Test
  @Tag("I4")
  void another_lease_than_the_one_it_was_done_under_is_refused() {
    long id = enqueue("a");
    forget(claimOne(worker("w")));

    var forged = Reports.forged(id, new Random(3));

    assertThat(finish(Reports.forgettable(forged))).isEqualTo(FinishAnswer.LEASE_LOST);
    assertThat(finish(Reports.completed(forged))).isEqualTo(FinishAnswer.LEASE_LOST);
    assertGone(id, "a");
  }

  @Test
  @Tag("I4")
  void only_the_latest_report_of_a_worker_is_known_again() {
    store.enqueue(List.of(parse("a"), parse("b"), parse("c")));
    var ada = worker("ada");
    var grace = worker("grace");
    var first = claimOne(ada);
    forget(first);
    forget(claimOne(grace));
    assertThat(finish(forgettable(first))).as("another's").isEqualTo(FinishAnswer.RECORDED);

    forget(claimOne(ada));

    assertThat(finish(forgettable(first))).isEqualTo(FinishAnswer.LEASE_LOST);
    assertThat(completedBy("ada")).as("whatever the answer, it counts once").isEqualTo(2);
  }

  @Test
  @Tag("I11")
  void a_cancelled_task_stays_cancelled() {
    long id = enqueue("a");
    var claim = claimOne(worker("w"));
    store.cancel(TaskSelection.task(id));

    assertThat(finish(forgettable(claim))).isEqualTo(FinishAnswer.LEASE_LOST);

    assertThat(stateOf(id)).isEqualTo(TaskState.CANCELLED);
    assertThat(lastAttempt(id).lateAt()).isPresent();
  }

  @Test
  @Tag("I5")
  void a_lease_that_was_taken_back_forgets_nothing() {
    long id = enqueue("a");
    var lost = worker("lost");
    var stale = claimOne(lost);
    rescue(lost);
    waitOutBackoff();
    var good = claimOne(worker("w"));

    assertThat(finish(forgettable(stale))).isEqualTo(FinishAnswer.LEASE_LOST);

    assertThat(stateOf(id)).isEqualTo(TaskState.IN_PROGRESS);
    finishWell(good);
  }

  @Test
  void its_content_goes_when_no_other_task_needs_it() {
    var shared = SkillSource.single("SKILL.md", "# Shared".getBytes(StandardCharsets.UTF_8));
    var alone = SkillSource.single("SKILL.md", "# Alone".getBytes(StandardCharsets.UTF_8));
    store.enqueue(
        List.of(
            parse("a").withSource(shared),
            parse("b").withSource(alone),
            parse("c").withSource(shared)));

    forget(claim(worker("w"), 2).toArray(Claim[]::new));

    assertThat(store.prune(Duration.ofDays(1), Set.of()).contents()).isEqualTo(1);
    assertThat(store.content(alone.contentHash())).isEmpty();
    assertThat(store.content(shared.contentHash())).isPresent();
  }

  @Test
  void a_path_goes_on_answering_for_the_task_that_came_later() {
    enqueue("a");
    var claim = claimOne(worker("w"));
    long later = enqueue("a");

    forget(claim);

    assertThat(store.taskOfPath("a")).contains(later);
  }

  @Test
  @Tag("I2")
  void a_number_is_never_used_again() {
    long id = enqueue("a");
    forget(claimOne(worker("w")));

    assertThat(enqueue("a")).isGreaterThan(id);
  }

  @Test
  void a_heartbeat_hears_that_the_lease_is_over() {
    enqueue("a");
    var worker = worker("w");
    var claim = claimOne(worker);
    forget(claim);

    assertThat(store.heartbeat(new Beat(worker, List.of(claim.lease()), List.of(claim.lease()))))
        .isEqualTo(new BeatAnswer.Alive(List.of(claim.lease())));
  }

  @Test
  void a_batch_may_hold_some_of_each_and_carry_the_next_claim() {
    store.enqueue(IntStream.range(0, 6).mapToObj(number -> parse("t" + number)).toList());
    Registration worker = worker("w");
    var claims = claim(worker, 4);

    var turnover =
        store.finishAndClaim(
            List.of(
                Reports.completed(claims.get(0)),
                forgettable(claims.get(1)),
                Reports.rejected(claims.get(2)).withoutHistory(),
                forgettable(claims.get(3))),
            request(worker, 2));
    forgotten = 2;

    assertThat(turnover.answers()).hasSize(4).containsOnly(FinishAnswer.RECORDED);
    assertThat(granted(turnover.next()).claims()).hasSize(2);
    assertThat(store.counts()).isEqualTo(new Counts(0, 2, 1, 1, 0, 2));
    assertThat(completedBy("w")).isEqualTo(4);
  }

  @Test
  @Tag("I8")
  void a_thousand_are_forgotten_as_one_batch_and_stay_so() {
    store.enqueue(IntStream.range(0, 1_000).mapToObj(number -> parse("t" + number)).toList());

    forget(claim(worker("w"), 1_000).toArray(Claim[]::new));

    reopen();
    assertThat(everything(store)).isEmpty();
    assertThat(store.counts().forgotten()).isEqualTo(1_000);
  }

  @Test
  void who_waits_is_told() throws InterruptedException {
    enqueue("a");
    var claim = claimOne(worker("w"));
    long seen = store.changeMark();

    forget(claim);

    assertThat(store.awaitChange(seen, Duration.ofSeconds(10))).isGreaterThan(seen);
  }
}
