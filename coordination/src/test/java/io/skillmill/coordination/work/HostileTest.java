package io.skillmill.coordination.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.handling.TaskContext;
import io.skillmill.coordination.handling.TaskHandler;
import io.skillmill.schema.task.Attempt.Ending;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a handler does fails its own attempt and harms nothing else. */
@Timeout(120)
class HostileTest {

  private static final NewTask.Terms ONCE = NewTask.Terms.DEFAULT.withMaxAttempts(1);

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
  void a_handler_that_throws_fails_its_attempt() throws InterruptedException {
    assertThat(
            errorOf(_ -> {
              throw new IllegalArgumentException("odd bytes");
            }))
        .contains("IllegalArgumentException", "odd bytes", "HostileTest");
  }

  @Test
  void a_handler_that_throws_an_error_fails_its_attempt() throws InterruptedException {
    assertThat(
            errorOf(_ -> {
              throw new AssertionError("impossible");
            }))
        .contains("impossible");
  }

  @Test
  void a_handler_that_throws_something_unspeakable_fails_its_attempt() throws InterruptedException {
    assertThat(
            errorOf(_ -> {
              throw new Unspeakable();
            }))
        .contains("put into words");
  }

  @Test
  void a_handler_that_overflows_its_stack_fails_its_attempt() throws InterruptedException {
    assertThat(errorOf(_ -> new Outcome.Completed("" + depth(0)))).contains("stack");
  }

  @Test
  void a_handler_that_returns_nothing_fails_its_attempt() throws InterruptedException {
    assertThat(errorOf(HostileTest::nothing)).contains("returned nothing");
  }

  @Test
  void a_handler_that_interrupts_itself_fails_nobody() throws InterruptedException {
    var report =
        besideGoodOnes(_ -> {
          Thread.currentThread().interrupt();
          return new Outcome.Completed("{}");
        });

    assertThat(report.completed()).isEqualTo(101);
  }

  @Test
  void a_handler_that_waits_too_long_is_interrupted_and_timed_out() throws InterruptedException {
    long task = yard.enqueueOne(t -> t.on(ONCE.withTimeout(Duration.ofMillis(100))));
    var interrupted = new CountDownLatch(1);

    var report =
        yard.drain(_ -> {
          try {
            new CountDownLatch(1).await();
          } finally {
            interrupted.countDown();
          }
          return new Outcome.Completed("{}");
        });

    assertThat(interrupted.getCount()).isZero();
    assertThat(report.timedOut()).isEqualTo(1);
    assertThat(report.abandoned()).isZero();
    assertThat(yard.endings(task)).containsExactly(Ending.TIMED_OUT);
    assertThat(yard.task(task).error().orElseThrow()).contains("0.1 s", "--timeout");
  }

  @Test
  void what_is_returned_past_the_timeout_does_not_count() throws InterruptedException {
    long task = yard.enqueueOne(t -> t.on(ONCE.withTimeout(Duration.ofMillis(50))));

    var report =
        yard.drain(context -> {
          while (!context.revoked()) {
            LockSupport.parkNanos(1_000_000);
          }
          return new Outcome.Completed("{}");
        });

    assertThat(report.timedOut()).isEqualTo(1);
    assertThat(yard.state(task)).isEqualTo(TaskState.FAILED);
  }

  @Test
  void a_handler_that_loops_for_ever_is_left_behind_and_the_rest_goes_on()
      throws InterruptedException {
    var enough = new AtomicBoolean();
    try {
      var report = besideGoodOnes(_ -> spin(enough));

      assertThat(report.timedOut()).isEqualTo(1);
      assertThat(report.abandoned()).isEqualTo(1);
      assertThat(report.completed()).isEqualTo(100);
      assertThat(report.problem()).isEmpty();
    } finally {
      enough.set(true);
    }
  }

  @Test
  void a_worker_with_too_many_threads_left_behind_stops_and_says_why() throws InterruptedException {
    var enough = new AtomicBoolean();
    int many = 40;
    yard.enqueue(many, t -> t.on(ONCE.withTimeout(Duration.ofMillis(20))));
    yard.enqueue(5, t -> t.on(NewTask.Terms.DEFAULT.withPriority(-1)));
    try {
      var worker =
          yard.start(
              context -> context.claim().timeout().toSeconds() < 1 ? stubborn(enough) : good(),
              with -> with.slots(1).interruptGrace(Duration.ofMillis(20)));
      var report = Yard.end(worker);

      assertThat(report.problem().orElseThrow().what()).contains("did not end");
      assertThat(report.abandoned()).isLessThan(many);
      assertThat(yard.store.counts().inProgress()).isZero();
    } finally {
      enough.set(true);
    }
  }

  @Test
  void a_listener_that_throws_harms_nothing() throws InterruptedException {
    yard.enqueue(100);
    var listener =
        new WorkerListener() {
          @Override
          public void finished(Finished finished) {
            throw new IllegalStateException("a bad listener");
          }

          @Override
          public void claimed(List<io.skillmill.schema.task.Claim> claims) {
            throw new StackOverflowError();
          }
        };

    var report = Yard.end(yard.start(Yard.NOTHING, with -> with.listener(listener)).drain());

    assertThat(report.completed()).isEqualTo(100);
    assertThat(report.problem()).isEmpty();
  }

  /** Runs the handler on one task with one attempt, between tasks that are all right. */
  private String errorOf(TaskHandler hostile) throws InterruptedException {
    var report = besideGoodOnes(hostile);

    assertThat(report.completed()).isEqualTo(100);
    assertThat(report.crashed()).isEqualTo(1);
    long bad = yard.store.taskOfPath("bad").orElseThrow();
    assertThat(yard.endings(bad)).containsExactly(Ending.CRASHED);
    return yard.task(bad).error().orElseThrow();
  }

  private WorkerReport besideGoodOnes(TaskHandler hostile) throws InterruptedException {
    yard.enqueue(50);
    yard.store.enqueue(
        List.of(
            NewTask.of(io.skillmill.schema.task.TaskType.PARSE, "bad")
                .on(ONCE.withTimeout(Duration.ofMillis(200)))));
    yard.enqueue(50);
    return yard.drain(
        context -> context.claim().path().equals("bad") ? hostile.handle(context) : good());
  }

  private static Outcome good() {
    return new Outcome.Completed("{}");
  }

  private static int depth(int n) {
    return n < 0 ? 0 : depth(n + 1) + 1;
  }

  @SuppressWarnings("NullAway") // the promise is broken on purpose
  private static Outcome nothing(TaskContext context) {
    return null;
  }

  /** Computes and heeds no interrupt. */
  private static Outcome spin(AtomicBoolean enough) {
    while (!enough.get()) {
      Thread.onSpinWait();
    }
    return good();
  }

  /** Waits and heeds no interrupt. */
  private static Outcome stubborn(AtomicBoolean enough) {
    while (!enough.get()) {
      boolean _ = Thread.interrupted();
      LockSupport.parkNanos(5_000_000);
    }
    return good();
  }

  private static final class Unspeakable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no words");
    }
  }
}
