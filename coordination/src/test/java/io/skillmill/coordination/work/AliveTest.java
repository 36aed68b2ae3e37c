package io.skillmill.coordination.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.Attempt.Ending;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.WorkerCard;
import io.skillmill.schema.task.WorkerView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Signs of life, and what happens without them. */
@Timeout(120)
class AliveTest {

  private static final Duration SOON = Duration.ofMillis(800);

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
  void the_tasks_of_a_silent_worker_are_taken_back_and_done() throws InterruptedException {
    var tasks = yard.enqueue(3);
    claimAndFallSilent();

    var report = Yard.end(yard.start(Yard.NOTHING, with -> with.lostAfter(SOON)).drain());

    assertThat(report.rescued()).isEqualTo(3);
    assertThat(report.completed()).isEqualTo(3);
    assertThat(yard.endings(tasks.getFirst())).containsExactly(Ending.LOST, Ending.COMPLETED);
    assertThat(status("silent")).isEqualTo(WorkerView.Status.LOST);
  }

  @Test
  void a_worker_that_drains_a_long_task_is_not_rescued() throws InterruptedException {
    long task = yard.enqueueOne(t -> t);
    var running = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var slow =
        yard.start(
            _ -> {
              running.countDown();
              go.await();
              return new Outcome.Completed("{}");
            },
            with -> with.slots(1).id("slow"));
    running.await();
    slow.stop(Yard.LONG);
    var watcher = yard.start(Yard.NOTHING, with -> with.lostAfter(SOON));

    assertThat(slow.awaitEnd(SOON.multipliedBy(3))).isEmpty();
    assertThat(status("slow")).isEqualTo(WorkerView.Status.ACTIVE);
    go.countDown();

    assertThat(Yard.end(slow).completed()).isEqualTo(1);
    watcher.stopNow();
    assertThat(Yard.end(watcher).rescued()).isZero();
    assertThat(yard.endings(task)).containsExactly(Ending.COMPLETED);
  }

  @Test
  void tasks_that_hog_every_core_do_not_silence_the_worker() throws InterruptedException {
    int hogs = 2 * Runtime.getRuntime().availableProcessors();
    yard.enqueue(hogs);
    var enough = new AtomicBoolean();
    var busy =
        yard.start(
            _ -> {
              while (!enough.get()) {
                Thread.onSpinWait();
              }
              return new Outcome.Completed("{}");
            },
            with -> with.slots(hogs).id("busy"));
    yard.until("the hogs run", () -> yard.store.counts().inProgress() > 0);
    var watcher = yard.start(Yard.NOTHING, with -> with.lostAfter(SOON).slots(1));

    assertThat(busy.awaitEnd(SOON.multipliedBy(4))).isEmpty();
    assertThat(status("busy")).isEqualTo(WorkerView.Status.ACTIVE);
    enough.set(true);

    Yard.end(busy.drain());
    watcher.stopNow();
    assertThat(Yard.end(watcher).rescued()).isZero();
    assertThat(yard.store.counts().completed()).isEqualTo(hogs);
  }

  @Test
  void a_worker_taken_for_dead_drops_its_claims_registers_again_and_goes_on()
      throws InterruptedException {
    long task = yard.enqueueOne(t -> t);
    var running = new CountDownLatch(1);
    var lost = new CountDownLatch(1);
    var listener =
        new WorkerListener() {
          @Override
          public void lost(String workerId) {
            lost.countDown();
          }
        };
    var first = new AtomicBoolean(true);
    var worker =
        yard.start(
            context -> {
              if (first.getAndSet(false)) {
                running.countDown();
                waitUntilInterrupted();
                return new Outcome.Completed("{\"stale\":true}");
              }
              return new Outcome.Completed("{\"attempt\":%d}".formatted(context.claim().attempt()));
            },
            with -> with.slots(1).listener(listener));
    running.await();

    // The pulse may move between look and rescue; then look again.
    yard.until(
        "the worker is rescued",
        () -> yard.store.pulses().stream().mapToInt(yard.store::rescue).sum() > 0);
    lost.await();
    var report = Yard.end(worker.drain());

    assertThat(report.completed()).isEqualTo(1);
    assertThat(report.lostFinishes()).isEqualTo(1);
    assertThat(yard.endings(task)).containsExactly(Ending.LOST, Ending.COMPLETED);
    assertThat(yard.store.result(task).orElseThrow().result().orElseThrow()).contains("2");
    assertThat(yard.store.attempts(task).getFirst().lateResult().orElseThrow()).contains("stale");
  }

  @Test
  void two_processes_under_one_name_do_not_throw_each_other_out_for_ever()
      throws InterruptedException {
    var one = yard.start(Yard.NOTHING, with -> with.id("same"));
    var two = yard.start(Yard.NOTHING, with -> with.id("same"));
    yard.until(
        "one of them gives way",
        () -> {
          yard.enqueue(1);
          return ended(one) || ended(two);
        });

    var gaveWay = ended(one) ? one : two;
    assertThat(Yard.end(gaveWay).problem().orElseThrow().what()).contains("same");
  }

  @Test
  void progress_reaches_the_store_while_the_task_runs() throws InterruptedException {
    long task = yard.enqueueOne(t -> t);
    var go = new CountDownLatch(1);
    var worker =
        yard.start(
            context -> {
              context.progress(Json.object().put("done", 1));
              context.progress(Json.object().put("done", 2));
              go.await();
              return new Outcome.Completed("{}");
            },
            with -> with.slots(1));

    yard.until("progress is seen", () -> yard.task(task).progress().isPresent());
    assertThat(yard.task(task).progress().orElseThrow()).isEqualTo("{\"done\":2}");
    assertThat(yard.state(task)).isEqualTo(TaskState.IN_PROGRESS);
    go.countDown();
    Yard.end(worker.drain());
  }

  private static boolean ended(SkillWorker worker) {
    try {
      return worker.awaitEnd(Duration.ofMillis(1)).isPresent();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void waitUntilInterrupted() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // as wanted
    }
  }

  private void claimAndFallSilent() {
    var silent = yard.store.register(new WorkerCard("silent", "elsewhere", 1, 3));
    var claim = yard.store.claim(new ClaimRequest(silent, List.of(), Set.of(), 10));
    assertThat(((ClaimAnswer.Granted) claim).claims()).hasSize(3);
  }

  private WorkerView.Status status(String workerId) {
    return yard.store.workers().stream()
        .filter(worker -> worker.card().workerId().equals(workerId))
        .findFirst()
        .orElseThrow()
        .status();
  }
}
