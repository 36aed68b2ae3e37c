package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.TaskType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes in is there, whole, in order, and nothing else is. */
abstract class EnqueueContract extends StoreScene {

  EnqueueContract(Function<Path, StoreFixture> engine) {
    super(engine);
  }

  @Test
  void an_empty_batch_is_answered_with_nothing() {
    assertThat(store.enqueue(List.of())).isEmpty();
    assertThat(everything(store)).isEmpty();
  }

  @Test
  void answers_come_in_the_order_of_the_tasks() {
    var answers = store.enqueue(List.of(parse("c"), parse("a"), parse("b")));

    assertThat(answers).hasSize(3).allMatch(Enqueued.Queued.class::isInstance);
    assertThat(answers.stream().map(answer -> task(answer.taskId()).path()))
        .containsExactly("c", "a", "b");
  }

  @Test
  void ids_grow_in_the_order_of_the_tasks() {
    var answers = store.enqueue(List.of(parse("c"), parse("a"), parse("b")));
    long later = enqueue("d");

    assertThat(answers.stream().map(Enqueued::taskId)).isSorted();
    assertThat(later).isGreaterThan(answers.getLast().taskId());
  }

  @Test
  void a_task_is_queued_with_everything_it_was_given() {
    var terms = new NewTask.Terms("night", 7, Duration.ofMinutes(5), 3, Duration.ofSeconds(9));
    var parser = new NewTask.ParserRef(PARSER, "1.2");
    long id = enqueue(NewTask.of(TaskType.ANALYZE, "skills/pdf").on(terms).withParser(parser));

    var task = task(id);
    assertThat(task.taskId()).isEqualTo(id);
    assertThat(task.type()).isEqualTo(TaskType.ANALYZE);
    assertThat(task.path()).isEqualTo("skills/pdf");
    assertThat(task.state()).isEqualTo(TaskState.QUEUED);
    assertThat(task.queue()).isEqualTo("night");
    assertThat(task.priority()).isEqualTo(7);
    assertThat(task.createdAt()).isEqualTo(clock.instant());
    assertThat(task.runAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
    assertThat(task.maxAttempts()).isEqualTo(3);
    assertThat(task.timeout()).isEqualTo(Duration.ofSeconds(9));
    assertThat(task.parser()).contains(parser);
  }

  @Test
  void a_new_task_has_no_history_yet() {
    var task = task(enqueue("a"));

    assertThat(task.attempt()).isZero();
    assertThat(task.spent()).isZero();
    assertThat(task.startedAt()).isEmpty();
    assertThat(task.completedAt()).isEmpty();
    assertThat(task.workerId()).isEmpty();
    assertThat(task.error()).isEmpty();
    assertThat(task.progress()).isEmpty();
    assertThat(task.contentHash()).isEmpty();
    assertThat(store.attempts(task.taskId())).isEmpty();
    assertThat(store.result(task.taskId())).isEmpty();
  }

  @Test
  void five_thousand_tasks_go_in_as_one_batch() {
    var batch = IntStream.range(0, 5_000).mapToObj(number -> parse("skills/" + number)).toList();

    var answers = store.enqueue(batch);

    assertThat(answers.stream().map(Enqueued::taskId).distinct()).hasSize(5_000);
    assertThat(store.counts().queued()).isEqualTo(5_000);
    assertThat(task(answers.get(4_321).taskId()).path()).isEqualTo("skills/4321");
  }

  @Test
  void paths_of_any_script_come_back_unchanged() {
    var paths =
        List.of(
            "sk\u00efll/\u6280\u80fd/SKILL.md",
            "\u043d\u0430\u0432\u044b\u043a \u0645\u0647\u0627\u0631\u0629",
            "astral \uD835\uDD38",
            "it's \"quoted\"; drop table tasks;--",
            "tab\tand\nnew line",
            "trailing space ",
            "e\u0301 is not \u00e9");

    var answers = store.enqueue(paths.stream().map(StoreScene::parse).toList());

    assertThat(answers.stream().map(answer -> task(answer.taskId()).path()))
        .containsExactlyElementsOf(paths);
    assertThat(store.taskOfPath(paths.get(3))).contains(answers.get(3).taskId());
  }

  @Test
  void a_batch_that_breaks_in_the_middle_leaves_nothing_behind() {
    var broken =
        new AbstractList<NewTask>() {
          @Override
          public NewTask get(int index) {
            if (index == 3) {
              throw new IllegalStateException("no fourth task");
            }
            return parse("skills/" + index);
          }

          @Override
          public int size() {
            return 5;
          }
        };

    assertThatThrownBy(() -> store.enqueue(broken)).isInstanceOf(RuntimeException.class);
    assertThat(everything(store)).isEmpty();
    enqueue("the store goes on");
  }

  @Test
  void a_queue_is_made_by_its_first_task() {
    enqueue(inQueue("a", "never seen before"));

    assertThat(store.queues())
        .anySatisfy(queue -> {
          assertThat(queue.name()).isEqualTo("never seen before");
          assertThat(queue.paused()).isFalse();
          assertThat(queue.counts().queued()).isEqualTo(1);
        });
  }

  @Test
  @Tag("I1")
  @Tag("I8")
  void acknowledged_tasks_are_there_after_reopening() {
    var answers = store.enqueue(List.of(parse("a"), inQueue("b", "other"), parse("c")));

    reopen();

    assertThat(everything(store).stream().map(Task::taskId))
        .containsExactlyElementsOf(answers.stream().map(Enqueued::taskId).toList());
  }

  @Test
  @Tag("I1")
  void acknowledged_tasks_are_seen_by_another_store_at_once() {
    var other = another();
    for (int round = 0; round < 20; round++) {
      long id = enqueue("skills/" + round);
      assertThat(other.task(id)).isPresent();
    }
  }

  @Test
  @Tag("I2")
  void nothing_appears_that_was_not_enqueued() {
    var answers = store.enqueue(List.of(parse("a"), parse("b")));

    assertThat(everything(store)).hasSize(2);
    assertThat(store.task(answers.getLast().taskId() + 1)).isEmpty();
    assertThat(store.task(0)).isEmpty();
    assertThat(store.task(-1)).isEmpty();
    assertThat(store.taskOfPath("c")).isEmpty();
  }

  @Test
  void tasks_without_a_key_are_never_taken_for_the_same() {
    var answers = store.enqueue(List.of(parse("a"), parse("a")));

    assertThat(answers).allMatch(Enqueued.Queued.class::isInstance);
    assertThat(store.counts().queued()).isEqualTo(2);
  }
}
