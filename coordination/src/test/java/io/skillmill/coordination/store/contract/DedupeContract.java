package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskState;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same work is done once: a key is live in one task at most, and a finished one answers. */
abstract class DedupeContract extends StoreScene {

  DedupeContract(Function<Path, StoreFixture> engine) {
    super(engine);
  }

  private static NewTask keyed(String path) {
    return parse(path).withKey("k");
  }

  private Enqueued again(NewTask task) {
    return store.enqueue(List.of(task)).getFirst();
  }

  private Registration done(NewTask task) {
    enqueue(task);
    var worker = worker("w");
    finishWell(claimOne(worker));
    return worker;
  }

  @Test
  @Tag("I9")
  void a_key_that_waits_is_not_queued_again() {
    long id = enqueue(keyed("a"));

    assertThat(again(keyed("a"))).isEqualTo(new Enqueued.AlreadyLive(id));
    assertThat(again(keyed("b"))).isEqualTo(new Enqueued.AlreadyLive(id));
    assertThat(store.counts().total()).isEqualTo(1);
  }

  @Test
  @Tag("I9")
  void a_key_in_progress_is_not_queued_again() {
    long id = enqueue(keyed("a"));
    claimOne(worker("w"));

    assertThat(again(keyed("b"))).isEqualTo(new Enqueued.AlreadyLive(id));
  }

  @Test
  @Tag("I9")
  void a_key_that_waits_for_its_next_attempt_is_not_queued_again() {
    long id = enqueue(keyed("a"));
    finish(Reports.crashed(claimOne(worker("w"))));

    assertThat(again(keyed("b"))).isEqualTo(new Enqueued.AlreadyLive(id));
  }

  @Test
  @Tag("I9")
  void force_does_not_make_a_second_live_task() {
    long id = enqueue(keyed("a"));

    assertThat(again(keyed("b").forced())).isEqualTo(new Enqueued.AlreadyLive(id));
    claimOne(worker("w"));
    assertThat(again(keyed("b").forced())).isEqualTo(new Enqueued.AlreadyLive(id));
  }

  @Test
  @Tag("I9")
  void the_same_key_twice_in_one_batch_is_one_task() {
    var answers = store.enqueue(List.of(keyed("a"), parse("x"), keyed("b"), keyed("c").forced()));

    long id = answers.getFirst().taskId();
    assertThat(answers.getFirst()).isEqualTo(new Enqueued.Queued(id));
    assertThat(answers.get(1)).isInstanceOf(Enqueued.Queued.class);
    assertThat(answers.get(2)).isEqualTo(new Enqueued.AlreadyLive(id));
    assertThat(answers.get(3)).isEqualTo(new Enqueued.AlreadyLive(id));
    assertThat(store.counts().total()).isEqualTo(2);
  }

  @Test
  @Tag("I9")
  void a_key_is_the_same_in_every_queue() {
    long id = enqueue(keyed("a"));

    assertThat(again(inQueue("a", "other").withKey("k"))).isEqualTo(new Enqueued.AlreadyLive(id));
  }

  @Test
  @Tag("I9")
  void two_stores_agree_on_which_key_is_live() {
    var other = another();
    long id = enqueue(keyed("a"));

    assertThat(other.enqueue(List.of(keyed("a")))).containsExactly(new Enqueued.AlreadyLive(id));
  }

  @Test
  void other_keys_do_not_meet() {
    enqueue(keyed("a"));

    assertThat(again(parse("a").withKey("K"))).isInstanceOf(Enqueued.Queued.class);
    assertThat(again(parse("a").withKey("k "))).isInstanceOf(Enqueued.Queued.class);
  }

  @Test
  void a_completed_task_answers_for_its_key() {
    done(keyed("a"));
    long id = store.taskOfPath("a").orElseThrow();

    assertThat(again(keyed("a"))).isEqualTo(new Enqueued.Cached(id, TaskState.COMPLETED));
    assertThat(again(keyed("b"))).isEqualTo(new Enqueued.Cached(id, TaskState.COMPLETED));
    assertThat(store.counts().total()).isEqualTo(1);
  }

  @Test
  void a_rejected_task_answers_for_its_key() {
    long id = enqueue(keyed("a"));
    finish(Reports.rejected(claimOne(worker("w"))));

    assertThat(again(keyed("b"))).isEqualTo(new Enqueued.Cached(id, TaskState.FAILED));
  }

  @Test
  void force_runs_a_completed_key_again() {
    done(keyed("a"));
    long first = store.taskOfPath("a").orElseThrow();

    var forced = again(keyed("a").forced());

    assertThat(forced).isInstanceOf(Enqueued.Queued.class);
    assertThat(forced.taskId()).isNotEqualTo(first);
    assertThat(again(keyed("a"))).isEqualTo(new Enqueued.AlreadyLive(forced.taskId()));
  }

  @Test
  @Tag("I9")
  void the_copy_of_a_task_forced_in_the_same_batch_is_answered_with_that_task() {
    done(keyed("a"));

    var answers = store.enqueue(List.of(keyed("a").forced(), keyed("b")));

    long id = answers.getFirst().taskId();
    assertThat(answers).containsExactly(new Enqueued.Queued(id), new Enqueued.AlreadyLive(id));
    assertThat(store.counts().total()).isEqualTo(2);
  }

  @Test
  void force_runs_a_rejected_key_again() {
    enqueue(keyed("a"));
    finish(Reports.rejected(claimOne(worker("w"))));

    assertThat(again(keyed("a").forced())).isInstanceOf(Enqueued.Queued.class);
  }

  @Test
  void a_task_that_spent_its_attempts_does_not_answer_for_its_key() {
    long id = enqueue(withAttempts("a", 1).withKey("k"));
    finish(Reports.crashed(claimOne(worker("w"))));
    assertThat(stateOf(id)).isEqualTo(TaskState.FAILED);

    var second = again(keyed("a"));

    assertThat(second).isInstanceOf(Enqueued.Queued.class);
    assertThat(second.taskId()).isNotEqualTo(id);
  }

  @Test
  void a_cancelled_task_does_not_answer_for_its_key() {
    long id = enqueue(keyed("a"));
    store.cancel(TaskSelection.task(id));

    assertThat(again(keyed("a"))).isInstanceOf(Enqueued.Queued.class);
  }

  @Test
  void an_answer_from_an_earlier_result_says_which_state_it_has() {
    var worker = worker("w");
    store.enqueue(List.of(parse("good").withKey("good"), parse("bad").withKey("bad")));
    var claims = claim(worker, 2);
    store.finish(List.of(Reports.completed(claims.get(0)), Reports.rejected(claims.get(1))));

    var answers =
        store.enqueue(
            List.of(parse("bad").withKey("bad"), parse("new"), parse("good").withKey("good")));

    assertThat(answers.get(0))
        .isEqualTo(new Enqueued.Cached(claims.get(1).taskId(), TaskState.FAILED));
    assertThat(answers.get(1)).isInstanceOf(Enqueued.Queued.class);
    assertThat(answers.get(2))
        .isEqualTo(new Enqueued.Cached(claims.get(0).taskId(), TaskState.COMPLETED));
  }

  @Test
  void a_path_leads_to_the_task_that_answered_for_it() {
    long id = enqueue(keyed("first"));
    again(keyed("duplicate"));
    assertThat(store.taskOfPath("duplicate")).contains(id);

    finishWell(claimOne(worker("w")));
    again(keyed("cached"));

    assertThat(store.taskOfPath("first")).contains(id);
    assertThat(store.taskOfPath("cached")).contains(id);
  }

  @Test
  void a_path_leads_to_the_latest_of_its_tasks() {
    long one = enqueue(parse("a").withKey("one"));
    long two = enqueue(parse("a").withKey("two"));
    assertThat(store.taskOfPath("a")).contains(two);

    again(parse("a").withKey("one"));

    assertThat(store.taskOfPath("a")).contains(one);
    assertThat(everything(store).stream().map(Task::taskId)).containsExactly(one, two);
  }
}
