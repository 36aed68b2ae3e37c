package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a worker reports under a good lease is on record, whole. */
abstract class FinishContract extends StoreScene {

  FinishContract(Function<Path, StoreFixture> engine) {
    super(engine);
  }

  private long completedBy(String worker) {
    return store.workers().stream()
        .filter(view -> view.card().workerId().equals(worker))
        .findFirst()
        .orElseThrow()
        .tasksCompleted();
  }

  @Test
  void no_reports_get_no_answers() {
    assertThat(store.finish(List.of())).isEmpty();
  }

  @Test
  @Tag("I3")
  void a_completed_task_has_its_result() {
    long id = enqueue("skills/a");
    var claim = claimOne(worker("w"));
    clock.advance(Duration.ofSeconds(3));

    finishWell(claim);

    var task = task(id);
    assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
    assertThat(task.completedAt()).contains(clock.instant());
    assertThat(task.workerId()).contains("w");
    assertThat(task.error()).isEmpty();
    var result = store.result(id).orElseThrow();
    assertThat(result.taskId()).isEqualTo(id);
    assertThat(result.path()).isEqualTo("skills/a");
    assertThat(result.result()).contains(Reports.resultOf(claim.lease()));
    assertThat(result.error()).isEmpty();
    assertThat(result.createdAt()).isEqualTo(clock.instant());
  }

  @Test
  void a_result_carries_its_metrics() {
    long id = enqueue("a");
    finishWell(claimOne(worker("w7")));

    var metrics = Json.readOurs(store.result(id).orElseThrow().metrics());

    assertThat(metrics.path("duration_seconds").asDouble()).isEqualTo(1.5, Offset.offset(1e-9));
    assertThat(metrics.path("worker_id").asString()).isEqualTo("w7");
    assertThat(metrics.path("task_type").asString()).isEqualTo("parse");
  }

  @Test
  void a_result_of_any_size_and_script_comes_back_unchanged() {
    long id = enqueue("a");
    var text = "{\"x\":\"" + "\u6280\u80fd \uD835\uDD38 \\\"q\\\" ".repeat(50_000) + "\"}";

    finish(Reports.finish(claimOne(worker("w")).lease(), new Outcome.Completed(text)));

    assertThat(store.result(id).flatMap(Result::result)).contains(text);
  }

  @Test
  void the_attempt_records_how_it_ended() {
    long id = enqueue("a");
    var claim = claimOne(worker("w"));
    clock.advance(Duration.ofSeconds(2));

    finishWell(claim);

    var attempt = lastAttempt(id);
    assertThat(attempt.ending()).contains(Attempt.Ending.COMPLETED);
    assertThat(attempt.startedAt()).contains(Reports.STARTED);
    assertThat(attempt.duration()).contains(Reports.TOOK);
    assertThat(attempt.endedAt()).contains(clock.instant());
    assertThat(attempt.error()).isEmpty();
    assertThat(attempt.lateAt()).isEmpty();
  }

  @Test
  void a_rejected_task_fails_at_once_and_keeps_its_diagnostics() {
    long id = enqueue("a");

    assertThat(finish(Reports.rejected(claimOne(worker("w"))))).isEqualTo(FinishAnswer.RECORDED);

    var task = task(id);
    assertThat(task.state()).isEqualTo(TaskState.FAILED);
    assertThat(task.error()).contains("no name given");
    assertThat(task.completedAt()).contains(clock.instant());
    var result = store.result(id).orElseThrow();
    assertThat(result.error()).contains("no name given");
    assertThat(result.result()).contains("{\"diagnostics\":[\"no name\"]}");
    assertThat(lastAttempt(id).ending()).contains(Attempt.Ending.REJECTED);
  }

  @Test
  void a_rejected_task_is_not_tried_again() {
    enqueue("a");
    var worker = worker("w");
    finish(Reports.rejected(claimOne(worker)));
    waitOutBackoff();

    assertThat(claim(worker, 1)).isEmpty();
  }

  @Test
  void a_completed_task_is_not_granted_again() {
    enqueue("a");
    var worker = worker("w");
    finishWell(claimOne(worker));
    waitOutBackoff();

    assertThat(claim(worker, 1)).isEmpty();
  }

  @Test
  void each_report_of_a_batch_has_its_answer_in_order() {
    store.enqueue(IntStream.range(0, 5).mapToObj(number -> parse("t" + number)).toList());
    var worker = worker("w");
    var claims = claim(worker, 4);
    var forged = Reports.forged(claims.get(3).taskId(), new java.util.Random(1));

    var answers =
        store.finish(
            List.of(
                Reports.completed(claims.get(0)),
                Reports.completed(forged),
                Reports.rejected(claims.get(1)),
                Reports.crashed(claims.get(2))));

    assertThat(answers)
        .containsExactly(
            FinishAnswer.RECORDED,
            FinishAnswer.LEASE_LOST,
            FinishAnswer.RECORDED,
            FinishAnswer.RECORDED);
    assertThat(stateOf(claims.get(0).taskId())).isEqualTo(TaskState.COMPLETED);
    assertThat(stateOf(claims.get(1).taskId())).isEqualTo(TaskState.FAILED);
    assertThat(stateOf(claims.get(2).taskId())).isEqualTo(TaskState.QUEUED);
    assertThat(stateOf(claims.get(3).taskId())).isEqualTo(TaskState.IN_PROGRESS);
  }

  @Test
  void a_thousand_reports_go_in_as_one_batch() {
    store.enqueue(IntStream.range(0, 1_000).mapToObj(number -> parse("t" + number)).toList());
    var claims = claim(worker("w"), 1_000);

    var answers = store.finish(claims.stream().map(Reports::completed).toList());

    assertThat(answers).hasSize(1_000).containsOnly(FinishAnswer.RECORDED);
    assertThat(store.counts().completed()).isEqualTo(1_000);
    assertThat(completedBy("w")).isEqualTo(1_000);
  }

  @Test
  void a_worker_counts_what_it_completed() {
    store.enqueue(List.of(parse("a"), parse("b"), parse("c")));
    var worker = worker("w");
    var claims = claim(worker, 3);

    store.finish(List.of(Reports.completed(claims.get(0)), Reports.crashed(claims.get(1))));

    assertThat(completedBy("w")).isEqualTo(1);
    finishWell(claims.get(2));
    assertThat(completedBy("w")).isEqualTo(2);
  }

  @Test
  @Tag("I8")
  void a_result_is_there_after_reopening_and_in_another_store() {
    long id = enqueue("a");
    var claim = claimOne(worker("w"));
    finishWell(claim);

    assertThat(another().result(id).flatMap(Result::result))
        .contains(Reports.resultOf(claim.lease()));
    reopen();
    assertThat(store.result(id).flatMap(Result::result)).contains(Reports.resultOf(claim.lease()));
    assertThat(stateOf(id)).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void a_claim_made_in_one_store_is_finished_through_another() {
    long id = enqueue("a");
    var claim = claimOne(worker("w"));

    assertThat(another().finish(List.of(Reports.completed(claim))))
        .containsExactly(FinishAnswer.RECORDED);
    assertThat(stateOf(id)).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void progress_is_kept_with_the_task() {
    long id = enqueue("a");
    var claim = claimOne(worker("w"));

    assertThat(store.progress(claim.lease(), "{\"done\":3}")).isTrue();
    assertThat(task(id).progress()).contains("{\"done\":3}");
    assertThat(store.progress(claim.lease(), "{\"done\":4}")).isTrue();
    assertThat(task(id).progress()).contains("{\"done\":4}");
  }
}
