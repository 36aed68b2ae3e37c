package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Pruned;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pruning takes what is old and finished, with all that hangs on it, and nothing else. */
abstract class PruneContract extends StoreScene {

  private static final Set<TaskState> FINISHED =
      Set.of(TaskState.COMPLETED, TaskState.FAILED, TaskState.CANCELLED);
  private static final Duration DAY = Duration.ofDays(1);

  PruneContract(Function<Path, StoreFixture> engine) {
    super(engine);
  }

  private static SkillSource source(String text) {
    return SkillSource.single("SKILL.md", text.getBytes(StandardCharsets.UTF_8));
  }

  private long completed(String path) {
    long id = enqueue(path);
    finishWell(claimOne(worker("w")));
    return id;
  }

  @Test
  void an_empty_store_has_nothing_to_prune() {
    assertThat(store.prune(Duration.ZERO, FINISHED)).isEqualTo(new Pruned(0, 0, 0));
  }

  @Test
  void only_what_ended_long_enough_ago_goes() {
    long old = completed("old");
    clock.advance(DAY);
    long young = completed("young");
    clock.advance(Duration.ofHours(1));

    assertThat(store.prune(Duration.ofHours(2), FINISHED).tasks()).isEqualTo(1);

    assertThat(store.task(old)).isEmpty();
    assertThat(store.task(young)).isPresent();
    assertThat(store.result(young)).isPresent();
  }

  @Test
  void a_tasks_age_counts_from_its_end() {
    long id = enqueue("slow");
    clock.advance(DAY);
    finishWell(claimOne(worker("w")));

    assertThat(store.prune(Duration.ofHours(1), FINISHED).tasks()).isZero();
    assertThat(store.task(id)).isPresent();
  }

  @Test
  void only_the_states_named_go() {
    long done = completed("done");
    long failed = enqueue("failed");
    finish(Reports.rejected(claimOne(worker("w"))));
    long cancelled = enqueue("cancelled");
    store.cancel(TaskSelection.task(cancelled));
    clock.advance(DAY);

    assertThat(store.prune(Duration.ofHours(1), Set.of(TaskState.FAILED)).tasks()).isEqualTo(1);
    assertThat(store.task(failed)).isEmpty();
    assertThat(store.prune(Duration.ofHours(1), Set.of()).tasks()).isZero();
    assertThat(store.prune(Duration.ofHours(1), Set.of(TaskState.CANCELLED)).tasks()).isEqualTo(1);
    assertThat(store.task(cancelled)).isEmpty();
    assertThat(store.task(done)).isPresent();
  }

  @Test
  void results_and_attempts_go_with_their_task() {
    long id = completed("a");
    clock.advance(DAY);

    store.prune(Duration.ofHours(1), FINISHED);

    assertThat(store.result(id)).isEmpty();
    assertThat(store.attempts(id)).isEmpty();
    assertThat(store.taskOfPath("a")).isEmpty();
  }

  @Test
  @Tag("I1")
  void live_tasks_are_never_pruned() {
    long running = enqueue("running");
    var claim = claimOne(worker("w"));
    long waiting = enqueue("waiting");
    clock.advance(Duration.ofDays(365));

    store.prune(Duration.ZERO, Set.of(TaskState.values()));

    assertThat(store.task(running)).isPresent();
    assertThat(store.task(waiting)).isPresent();
    finishWell(claim);
  }

  @Test
  void contents_go_when_no_task_needs_them_any_more() {
    var shared = source("# Shared");
    var alone = source("# Alone");
    store.enqueue(List.of(parse("a").withSource(shared), parse("b").withSource(alone)));
    claim(worker("w"), 2).forEach(this::finishWell);
    clock.advance(DAY);
    long keeper = enqueue(parse("c").withSource(shared));

    var pruned = store.prune(Duration.ofHours(1), FINISHED);

    assertThat(pruned.tasks()).isEqualTo(2);
    assertThat(pruned.contents()).isEqualTo(1);
    assertThat(store.content(alone.contentHash())).isEmpty();
    assertThat(store.content(shared.contentHash())).isPresent();
    assertThat(store.task(keeper)).isPresent();
  }

  @Test
  void a_pruned_content_can_be_stored_again() {
    var source = source("# Again");
    enqueue(parse("a").withSource(source));
    finishWell(claimOne(worker("w")));
    clock.advance(DAY);
    store.prune(Duration.ofHours(1), FINISHED);

    enqueue(parse("a").withSource(source));

    assertThat(store.content(source.contentHash())).isPresent();
  }

  @Test
  void a_pruned_task_does_not_answer_for_its_key_any_more() {
    long id = enqueue(parse("a").withKey("k"));
    finishWell(claimOne(worker("w")));
    clock.advance(DAY);
    store.prune(Duration.ofHours(1), FINISHED);

    var answer = store.enqueue(List.of(parse("a").withKey("k"))).getFirst();

    assertThat(answer).isInstanceOf(Enqueued.Queued.class);
    assertThat(answer.taskId()).as("ids are never used twice").isGreaterThan(id);
  }

  @Test
  @Tag("I4")
  void a_report_about_a_pruned_task_is_refused() {
    long id = enqueue("a");
    var claim = claimOne(worker("w"));
    store.cancel(TaskSelection.task(id));
    clock.advance(DAY);
    store.prune(Duration.ofHours(1), FINISHED);

    assertThat(finish(Reports.completed(claim))).isEqualTo(FinishAnswer.LEASE_LOST);
    assertThat(store.task(id)).isEmpty();
    assertThat(store.result(id)).isEmpty();
  }

  @Test
  void workers_that_are_gone_are_forgotten_and_active_ones_kept() {
    var gone = worker("gone");
    var lost = worker("lost");
    worker("active");
    store.retire(gone);
    rescue(lost);
    clock.advance(DAY);

    assertThat(store.prune(Duration.ofHours(1), FINISHED).workers()).isEqualTo(2);

    assertThat(store.workers().stream().map(view -> view.card().workerId()))
        .containsExactly("active");
  }
}
