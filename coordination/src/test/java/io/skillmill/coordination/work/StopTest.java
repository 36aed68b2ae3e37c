package io.skillmill.coordination.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.coordination.handling.TaskHandler;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.task.Attempt.Ending;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.WorkerView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class StopTest {

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
  void a_graceful_stop_lets_running_tasks_end_and_gives_back_the_rest()
      throws InterruptedException {
    warmUp();
    yard.enqueue(50);
    var running = new CountDownLatch(2);
    var go = new CountDownLatch(1);
    var worker = yard.start(waitingFor(running, go), with -> with.slots(2));
    running.await();

    worker.stop(Duration.ofSeconds(20));
    yard.until("only what runs is held", () -> yard.store.counts().inProgress() == 2);
    assertThat(worker.awaitEnd(Duration.ofMillis(200))).isEmpty();
    go.countDown();
    var report = Yard.end(worker);

    assertThat(report.completed()).isEqualTo(2);
    assertThat(report.problem()).isEmpty();
    assertThat(yard.store.counts().queued()).isEqualTo(48);
    assertThat(yard.store.counts().inProgress()).isZero();
    assertThat(yard.store.workers().getFirst().status()).isEqualTo(WorkerView.Status.STOPPED);
  }

  @Test
  void what_still_runs_after_the_grace_is_interrupted_and_given_back() throws InterruptedException {
    long task = yard.enqueueOne(t -> t);
    var running = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var worker =
        yard.start(
            _ -> {
              running.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return new Outcome.Completed("{\"late\":true}");
            },
            with -> with.slots(1));
    running.await();

    worker.stop(Duration.ofMillis(100));
    var report = Yard.end(worker);
    interrupted.await();

    assertThat(report.released()).isEqualTo(1);
    assertThat(report.completed()).isZero();
    assertThat(yard.state(task)).isEqualTo(TaskState.QUEUED);
    assertThat(yard.endings(task)).containsExactly(Ending.RELEASED);
    assertThat(yard.store.result(task)).isEmpty();
  }

  @Test
  void a_second_stop_shortens_the_grace() throws InterruptedException {
    yard.enqueueOne(t -> t);
    var running = new CountDownLatch(1);
    var worker = yard.start(waitingFor(running, new CountDownLatch(1)), with -> with.slots(1));
    running.await();

    worker.stop(Duration.ofHours(1));
    worker.stopNow();
    worker.stop(Duration.ofHours(1));
    var report = Yard.end(worker);

    assertThat(report.duration()).isLessThan(Yard.LONG);
    assertThat(yard.store.counts().queued()).isEqualTo(1);
  }

  @Test
  void claims_given_back_unstarted_cost_their_tasks_no_attempt() throws InterruptedException {
    warmUp();
    yard.enqueue(20);
    var running = new CountDownLatch(1);
    var worker = yard.start(waitingFor(running, new CountDownLatch(1)), with -> with.slots(1));
    running.await();

    worker.stopNow();
    Yard.end(worker);

    var tasks = yard.store.tasks(io.skillmill.schema.task.TaskFilter.ALL.in(TaskState.QUEUED));
    assertThat(tasks).hasSize(20);
    assertThat(tasks.stream().filter(task -> task.spent() == 0).count()).isGreaterThanOrEqualTo(19);
  }

  @Test
  void a_cancelled_task_is_interrupted_and_its_result_dropped() throws InterruptedException {
    long task = yard.enqueueOne(t -> t);
    var running = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var worker =
        yard.start(
            _ -> {
              running.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return new Outcome.Completed("{}");
            },
            with -> with.slots(1));
    running.await();

    assertThat(yard.store.cancel(TaskSelection.task(task))).isEqualTo(1);
    interrupted.await();
    long next = yard.enqueueOne(t -> t.withKey("next"));
    yard.until("the slot is free again", () -> yard.state(next) == TaskState.IN_PROGRESS);
    worker.stopNow();
    Yard.end(worker);

    assertThat(yard.state(task)).isEqualTo(TaskState.CANCELLED);
    assertThat(yard.store.result(task)).isEmpty();
  }

  @Test
  void stopping_leaves_no_thread_behind() throws InterruptedException {
    yard.drain(Yard.NOTHING); // what the store starts once, it has started now
    Set<Thread> before = threads();
    yard.enqueue(500);

    for (int round = 0; round < 3; round++) {
      Yard.end(yard.start(Yard.NOTHING, with -> with.slots(4)).drain());
    }

    var after = threads();
    after.removeAll(before);
    assertThat(after).as("threads of workers that ended").isEmpty();
  }

  @Test
  void a_worker_that_never_had_anything_stops_at_once() throws InterruptedException {
    var worker = yard.start(Yard.NOTHING, with -> with.slots(3));
    worker.stop(Duration.ofHours(1));

    assertThat(Yard.end(worker).duration()).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void settings_that_make_no_sense_are_refused_with_the_remedy() {
    assertThatThrownBy(() -> yard.start(Yard.NOTHING, with -> with.slots(0)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("slots");
    assertThatThrownBy(
            () -> yard.start(Yard.NOTHING, with -> with.heartbeat(Duration.ofSeconds(11))))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("heartbeat");
  }

  @Test
  void long_tasks_are_not_hoarded() throws InterruptedException {
    yard.enqueue(30);
    var running = new CountDownLatch(2);
    var go = new CountDownLatch(1);
    var worker = yard.start(waitingFor(running, go), with -> with.slots(2));
    running.await();

    assertThat(yard.store.counts().inProgress()).isEqualTo(2);
    go.countDown();
    Yard.end(worker.drain());
  }

  @Test
  void short_tasks_are_claimed_ahead_within_bounds() throws InterruptedException {
    yard.enqueue(2_000);
    var most = new AtomicInteger();
    var worker =
        yard.start(
            context -> {
              if (context.claim().taskId() % 100 == 0) {
                int held = (int) yard.store.counts().inProgress();
                most.accumulateAndGet(held, Math::max);
              }
              return new Outcome.Completed("{}");
            },
            with -> with.slots(2));
    Yard.end(worker.drain());

    // What ended but is not yet reported counts as in progress too.
    assertThat(most.get()).isGreaterThan(2).isLessThanOrEqualTo(2 * (2 + Appetite.PREFETCH_MAX));
  }

  /** Gives the store's own threads their start, and nothing to do. */
  private void warmUp() throws InterruptedException {
    yard.enqueue(20);
    yard.drain(Yard.NOTHING);
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("skillmill"))
        .collect(Collectors.toSet());
  }

  private static TaskHandler waitingFor(CountDownLatch running, CountDownLatch go) {
    return _ -> {
      running.countDown();
      go.await();
      return new Outcome.Completed("{}");
    };
  }
}
