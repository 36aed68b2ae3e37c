package io.skillmill.coordination.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.task.Counts;
import io.skillmill.schema.task.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When the store fails. */
@Timeout(120)
class OutageTest {

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
  void what_ended_while_the_store_failed_is_reported_once_it_is_back() throws InterruptedException {
    yard.enqueue(4);
    var faulty = FaultyStore.before(yard.store, "finish", "finishAndClaim", "claim");
    var running = new CountDownLatch(4);
    var go = new CountDownLatch(1);
    var runs = new AtomicInteger();
    var worker =
        yard.start(
            faulty.door(),
            _ -> {
              runs.incrementAndGet();
              running.countDown();
              go.await();
              return new Outcome.Completed("{}");
            },
            with -> with.slots(4));
    running.await();

    faulty.fault = FaultyStore.Fault.REFUSED;
    go.countDown();
    yard.until("reporting has failed a few times", () -> faulty.failures >= 3);
    assertThat(yard.store.counts().completed()).isZero();
    faulty.fault = FaultyStore.Fault.NONE;
    var report = Yard.end(worker.drain());

    assertThat(report.completed()).isEqualTo(4);
    assertThat(report.problem()).isEmpty();
    assertThat(runs).hasValue(4);
  }

  @Test
  void claims_whose_answer_was_lost_are_not_stuck_with_a_worker_that_does_not_know_them()
      throws InterruptedException {
    int count = 300;
    yard.enqueue(count);
    var faulty = FaultyStore.before(yard.store, "claim", "finishAndClaim");
    var some = new CountDownLatch(20);
    var worker =
        yard.start(
            faulty.door(),
            _ -> {
              some.countDown();
              return new Outcome.Completed("{}");
            },
            with -> with.slots(2));
    some.await();
    for (int round = 0; round < 3; round++) {
      int before = faulty.failures;
      faulty.fault = FaultyStore.Fault.ANSWER_LOST;
      yard.enqueue(50);
      yard.until(
          "an answer is lost", () -> faulty.failures > before || yard.store.counts().live() == 0);
      faulty.fault = FaultyStore.Fault.NONE;
    }

    var report = Yard.end(worker.drain());

    assertThat(report.problem()).isEmpty();
    assertThat(yard.store.counts()).isEqualTo(new Counts(0, 0, count + 150, 0, 0));
    assertThat(yard.store.check()).isEmpty();
  }

  @Test
  void a_store_that_stays_away_ends_the_worker_with_the_reason() throws InterruptedException {
    yard.enqueue(1);
    var faulty = FaultyStore.before(yard.store);
    var running = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var worker =
        yard.start(
            faulty.door(),
            _ -> {
              running.countDown();
              go.await();
              return new Outcome.Completed("{}");
            },
            with -> with.slots(1).storeLostAfter(Duration.ofMillis(300)));
    running.await();
    faulty.fault = FaultyStore.Fault.REFUSED;
    go.countDown();

    var report = Yard.end(worker);

    assertThat(report.problem().orElseThrow().kind()).isEqualTo(Problem.Kind.STORE);
    assertThat(report.lostFinishes()).isEqualTo(1);
  }

  @Test
  void a_store_that_fails_at_the_start_is_told_to_the_caller() {
    var faulty = FaultyStore.before(yard.store);
    faulty.fault = FaultyStore.Fault.REFUSED;

    assertThatThrownBy(() -> yard.start(faulty.door(), Yard.NOTHING, with -> with))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.STORE));
  }

  @Test
  void failing_heartbeats_do_not_end_the_worker() throws InterruptedException {
    var faulty = FaultyStore.before(yard.store, "heartbeat", "pulses", "progress");
    faulty.fault = FaultyStore.Fault.REFUSED;
    yard.enqueue(10);

    var worker = yard.start(faulty.door(), Yard.NOTHING, with -> with.slots(2));
    yard.until("beats have failed", () -> faulty.failures > 2);
    var report = Yard.end(worker.drain());

    assertThat(report.completed()).isEqualTo(10);
    assertThat(report.problem()).isEmpty();
  }
}
