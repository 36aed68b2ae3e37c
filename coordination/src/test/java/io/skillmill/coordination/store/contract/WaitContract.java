package io.skillmill.coordination.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.task.TaskFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Whoever waits is woken by work, here and across processes; whoever closes has closed. */
abstract class WaitContract extends StoreScene {

  /** Generous, for a loaded machine; the times seen are printed. */
  private static final Duration WAKE_MAX = Duration.ofSeconds(2);

  private static final Duration LONG = Duration.ofSeconds(20);

  WaitContract(Function<Path, StoreFixture> engine) {
    super(engine);
  }

  /** How long after {@code change} a waiter on {@code where} wakes. */
  private Duration wakeTime(SkillStore where, Callable<?> change) throws Exception {
    long seen = where.changeMark();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Long> woken =
          threads.submit(() -> {
            assertThat(where.awaitChange(seen, LONG)).isNotEqualTo(seen);
            return System.nanoTime();
          });
      assertThat(change.call()).isNotNull();
      long changed = System.nanoTime();
      return Duration.ofNanos(woken.get(LONG.toSeconds(), TimeUnit.SECONDS) - changed);
    }
  }

  /** The mark once nothing has moved it for a while: a mark may also move for no reason. */
  private long afterCalm() throws InterruptedException {
    long seen = store.changeMark();
    for (int turn = 0; turn < 20; turn++) {
      long now = store.awaitChange(seen, Duration.ofMillis(300));
      if (now == seen) {
        return now;
      }
      seen = now;
    }
    throw new AssertionError("The mark moves all the time though nothing happens");
  }

  private void wakes(String what, SkillStore where, Callable<?> change) throws Exception {
    var took = wakeTime(where, change);
    System.out.printf("wake-up %s: %.1f ms%n", what, took.toNanos() / 1e6);
    assertThat(took).isLessThan(WAKE_MAX);
  }

  @Test
  void new_work_wakes_a_waiter_in_the_same_store() throws Exception {
    wakes("in the same store", store, () -> enqueue("a"));
  }

  @Test
  void new_work_wakes_a_waiter_in_another_store() throws Exception {
    var other = another();
    wakes("across stores", other, () -> enqueue("a"));
    wakes("across stores again", other, () -> enqueue("b"));
  }

  @Test
  void an_ending_wakes_a_waiter() throws Exception {
    enqueue("a");
    var claim = claimOne(worker("w"));
    wakes("by an ending", another(), () -> finish(Reports.completed(claim)));
  }

  @Test
  void work_given_back_wakes_a_waiter() throws Exception {
    enqueue("a");
    var claim = claimOne(worker("w"));
    wakes("by a release", store, () -> store.release(List.of(claim.lease())));
  }

  @Test
  void a_resumed_queue_wakes_a_waiter() throws Exception {
    store.pause("default");
    enqueue("a");
    wakes(
        "by a resume",
        store,
        () -> {
          store.resume("default");
          return true;
        });
  }

  @Test
  void a_change_before_the_wait_is_not_missed() throws Exception {
    long seen = store.changeMark();
    enqueue("a");
    long start = System.nanoTime();

    assertThat(store.awaitChange(seen, LONG)).isNotEqualTo(seen);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(WAKE_MAX);
  }

  @Test
  void a_change_by_another_store_before_the_first_wait_is_not_missed() throws Exception {
    var other = another();
    long seen = other.changeMark();
    enqueue("a");
    long start = System.nanoTime();

    assertThat(other.awaitChange(seen, LONG)).isNotEqualTo(seen);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(WAKE_MAX);
  }

  @Test
  void a_wait_ends_when_its_time_is_up() throws Exception {
    enqueue("a");
    long seen = afterCalm();
    long start = System.nanoTime();

    assertThat(store.awaitChange(seen, Duration.ofMillis(60))).isEqualTo(seen);

    var waited = Duration.ofNanos(System.nanoTime() - start);
    assertThat(waited).isBetween(Duration.ofMillis(55), WAKE_MAX);
  }

  @Test
  void a_waiter_can_be_interrupted() throws Exception {
    long seen = afterCalm();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ended = new java.util.concurrent.CompletableFuture<Boolean>();
      var waiter =
          threads.submit(() -> {
            try {
              store.awaitChange(seen, LONG);
              ended.complete(false);
            } catch (InterruptedException e) {
              ended.complete(true);
            }
          });
      assertThat(waiter.isDone()).isFalse();
      threads.shutdownNow();
      assertThat(ended.get(LONG.toSeconds(), TimeUnit.SECONDS)).as("interrupted").isTrue();
    }
  }

  // ---- closing

  @Test
  void closing_twice_is_the_same_as_once() {
    store.close();
    store.close();
  }

  @Test
  void closing_one_store_leaves_the_others_open() {
    var other = another();
    store.close();

    assertThat(other.enqueue(List.of(parse("a")))).hasSize(1);
  }

  @Test
  void a_closed_store_says_so() {
    store.close();

    saysItIsClosed(() -> store.enqueue(List.of(parse("a"))));
    saysItIsClosed(() -> store.counts());
    saysItIsClosed(() -> store.tasks(TaskFilter.ALL));
    saysItIsClosed(() -> store.pause("a"));
  }

  private static void saysItIsClosed(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().kind()).isEqualTo(Problem.Kind.STORE);
              assertThat(e.problem().what()).containsIgnoringCase("closed");
            });
  }
}
