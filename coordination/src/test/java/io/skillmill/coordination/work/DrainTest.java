package io.skillmill.coordination.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.handling.TaskHandler;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.schema.task.Attempt.Ending;
import io.skillmill.schema.task.Counts;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DrainTest {

  @TempDir Path folder;
  private Yard yard;

  @BeforeEach
  void open() {
    yard = new Yard(folder);
  }

  @AfterEach
  void close() {
    yard.close();
  }

  @Test
  void an_empty_store_is_drained_at_once() throws InterruptedException {
    var report = yard.drain(Yard.NOTHING);

    assertThat(report.recorded()).isZero();
    assertThat(report.problem()).isEmpty();
    assertThat(report.duration()).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void twenty_thousand_tasks_are_each_done_once() throws InterruptedException {
    int count = 20_000;
    yard.enqueue(count);
    Set<Long> done = ConcurrentHashMap.newKeySet();

    var report =
        yard.drain(context -> {
          done.add(context.claim().taskId());
          return new Outcome.Completed("{}");
        });

    System.out.printf(
        "worker: %d no-op tasks in %d ms, %.0f tasks/s%n",
        count, report.duration().toMillis(), count * 1e9 / report.duration().toNanos());
    assertThat(report.completed()).isEqualTo(count);
    assertThat(report.lostFinishes()).isZero();
    assertThat(done).hasSize(count);
    assertThat(yard.store.counts()).isEqualTo(new Counts(0, 0, count, 0, 0));
  }

  @Test
  void two_workers_on_one_file_share_the_work_and_do_nothing_twice() throws InterruptedException {
    int count = 2_000;
    yard.enqueue(count);
    var runs = new AtomicInteger();
    TaskHandler counting =
        _ -> {
          runs.incrementAndGet();
          return new Outcome.Completed("{}");
        };

    try (var other = LocalSkillStore.open(folder.resolve("store.db"))) {
      var one = yard.start(counting, with -> with.slots(2));
      var two = yard.start(other, counting, with -> with.slots(2));
      var first = Yard.end(one.drain());
      var second = Yard.end(two.drain());

      assertThat(first.completed() + second.completed()).isEqualTo(count);
      assertThat(runs).hasValue(count);
      assertThat(yard.store.counts().completed()).isEqualTo(count);
    }
  }

  @Test
  void a_crash_is_tried_again_and_the_drain_waits_for_it() throws InterruptedException {
    long task = yard.enqueueOne(t -> t);
    var tries = new AtomicInteger();

    var report =
        yard.drain(_ -> {
          if (tries.incrementAndGet() < 3) {
            throw new IllegalStateException("not yet");
          }
          return new Outcome.Completed("{\"ok\":true}");
        });

    assertThat(report.completed()).isEqualTo(1);
    assertThat(report.crashed()).isEqualTo(2);
    assertThat(yard.endings(task))
        .containsExactly(Ending.CRASHED, Ending.CRASHED, Ending.COMPLETED);
    assertThat(yard.store.attempts(task).getFirst().error().orElseThrow()).contains("not yet");
  }

  @Test
  void a_task_whose_attempts_are_spent_fails_with_the_reason() throws InterruptedException {
    long task = yard.enqueueOne(t -> t.on(NewTask.Terms.DEFAULT.withMaxAttempts(2)));

    var report =
        yard.drain(_ -> {
          throw new IllegalStateException("never");
        });

    assertThat(report.crashed()).isEqualTo(2);
    assertThat(yard.state(task)).isEqualTo(TaskState.FAILED);
    assertThat(yard.task(task).error().orElseThrow()).contains("never");
  }

  @Test
  void a_rejection_is_final() throws InterruptedException {
    long task = yard.enqueueOne(t -> t);

    var report = yard.drain(_ -> new Outcome.Rejected("bad", "{\"diagnostics\":[]}"));

    assertThat(report.failed()).isEqualTo(1);
    assertThat(yard.endings(task)).containsExactly(Ending.REJECTED);
    assertThat(yard.state(task)).isEqualTo(TaskState.FAILED);
  }

  @Test
  void a_paused_queue_does_not_hold_the_drain_up_and_is_reported() throws InterruptedException {
    yard.enqueue(3, t -> t.on(NewTask.Terms.DEFAULT.withQueue("paused")));
    yard.enqueue(2);
    yard.store.pause("paused");

    var report = yard.drain(Yard.NOTHING);

    assertThat(report.completed()).isEqualTo(2);
    assertThat(report.leftBehind()).isEqualTo(3);
  }

  @Test
  void tasks_for_a_parser_nobody_here_has_do_not_hold_the_drain_up() throws InterruptedException {
    yard.enqueue(1, t -> t.withParser(new NewTask.ParserRef("elsewhere", "1")));
    yard.enqueue(2);

    var report = yard.drain(Yard.NOTHING);

    assertThat(report.completed()).isEqualTo(2);
    assertThat(report.leftBehind()).isEqualTo(1);
  }

  @Test
  void only_the_queues_asked_for_are_drained() throws InterruptedException {
    yard.enqueue(2, t -> t.on(NewTask.Terms.DEFAULT.withQueue("a")));
    yard.enqueue(3, t -> t.on(NewTask.Terms.DEFAULT.withQueue("b")));

    var worker = yard.start(Yard.NOTHING, with -> with.queues(List.of("a")));
    var report = Yard.end(worker.drain());

    assertThat(report.completed()).isEqualTo(2);
    assertThat(yard.store.counts().queued()).isEqualTo(3);
  }

  @Test
  void a_delayed_task_is_waited_for() throws InterruptedException {
    yard.enqueue(1, t -> t.on(NewTask.Terms.DEFAULT.withDelay(Duration.ofMillis(300))));

    var report = yard.drain(Yard.NOTHING);

    assertThat(report.completed()).isEqualTo(1);
    assertThat(report.duration()).isGreaterThan(Duration.ofMillis(200));
  }
}
