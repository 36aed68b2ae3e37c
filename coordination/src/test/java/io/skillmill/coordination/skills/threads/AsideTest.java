package io.skillmill.coordination.skills.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work that is done elsewhere, and not waited for longer than it may take. */
@Timeout(60)
class AsideTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final Aside aside = Aside.system("aside-test-");

  @Test
  void what_takes_too_long_is_interrupted_and_tells_when_it_has_ended() throws Exception {
    var interrupted = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    assertThatExceptionOfType(TimeoutException.class)
        .isThrownBy(() ->
            aside.done(
                () -> {
                  try {
                    return new CountDownLatch(1).await(30, TimeUnit.SECONDS);
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                  }
                },
                Duration.ofMillis(20),
                ended::countDown));
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void one_piece_of_work_leaves_nothing_on_its_thread_for_the_next() throws Exception {
    var loader = new ClassLoader(null) {};
    String first =
        aside.done(
            () -> {
              Thread.currentThread().setContextClassLoader(loader);
              Thread.currentThread().interrupt();
              return Thread.currentThread().getName();
            },
            LONG,
            () -> {});
    for (int i = 0; i < 100; i++) {
      aside.done(
          () -> {
            assertThat(Thread.interrupted()).isFalse();
            assertThat(Thread.currentThread().getContextClassLoader()).isNotSameAs(loader);
            return first;
          },
          LONG,
          () -> {});
    }
  }

  @Test
  void where_all_threads_are_taken_it_says_so_at_once_and_goes_on_later() throws Exception {
    var begun = new CountDownLatch(Aside.THREADS_MAX);
    var leave = new CountDownLatch(1);
    var afterwards = new AtomicInteger();
    var waiting = new ArrayList<Future<Boolean>>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < Aside.THREADS_MAX; i++) {
        waiting.add(
            callers.submit(() ->
                aside.done(
                    () -> {
                      begun.countDown();
                      return leave.await(30, TimeUnit.SECONDS);
                    },
                    LONG,
                    afterwards::incrementAndGet)));
      }
      begun.await();
      assertThatExceptionOfType(Aside.FullException.class)
          .isThrownBy(() -> aside.done(() -> true, LONG, afterwards::incrementAndGet));
      assertThat(afterwards).hasValue(1);
      leave.countDown();
      for (var each : waiting) {
        assertThat(each.get()).isTrue();
      }
    }
    assertThat(aside.done(() -> true, LONG, () -> {})).isTrue();
  }
}
