package io.skillmill.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.schema.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What must not be done twice is done once, or it is said that nobody knows. */
@Timeout(60)
class RememberedTest {

  private static final byte[] BODY = bytes("body");

  private final AtomicLong nanos = new AtomicLong();
  private final Remembered remembered = new Remembered("me", nanos::get);
  private final AtomicInteger done = new AtomicInteger();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Remembered.Sign first(String key) {
    return new Remembered.Sign(key, false, "me");
  }

  private static Remembered.Sign again(String key, String server) {
    return new Remembered.Sign(key, true, server);
  }

  private byte[] count() {
    return bytes("answer " + done.incrementAndGet());
  }

  @Test
  void the_same_key_gets_the_first_answer() {
    byte[] answer = remembered.once(first("k"), "/p", BODY, this::count);

    assertThat(remembered.once(again("k", "me"), "/p", BODY, this::count)).isEqualTo(answer);
    assertThat(done).hasValue(1);
  }

  @Test
  void tries_that_come_at_the_same_time_are_done_once() throws Exception {
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<byte[]>>();
      answers.add(
          threads.submit(() ->
              remembered.once(
                  first("k"),
                  "/p",
                  BODY,
                  () -> {
                    begun.countDown();
                    await(go);
                    return count();
                  })));
      begun.await();
      for (int n = 0; n < 10; n++) {
        answers.add(
            threads.submit(() -> remembered.once(again("k", "me"), "/p", BODY, this::count)));
      }
      go.countDown();
      for (var answer : answers) {
        assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(bytes("answer 1"));
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void another_request_under_the_same_key_is_refused() {
    remembered.once(first("k"), "/p", BODY, this::count);

    refuses(422, () -> remembered.once(first("k"), "/p", bytes("other"), this::count));
    refuses(422, () -> remembered.once(first("k"), "/q", BODY, this::count));
  }

  @Test
  void what_a_server_before_this_one_did_is_not_known() {
    refuses(409, () -> remembered.once(again("k", "you"), "/p", BODY, this::count));
    assertThat(done).hasValue(0);
  }

  @Test
  void a_try_that_never_arrived_is_done_now() {
    remembered.once(again("k", "me"), "/p", BODY, this::count);

    assertThat(done).hasValue(1);
  }

  @Test
  void a_refusal_is_remembered_too_for_it_may_have_been_done() {
    var refusal = Refusal.of(Problem.store("lost", "wait"));
    refuses(
        503,
        () ->
            remembered.once(
                first("k"),
                "/p",
                BODY,
                () -> {
                  done.incrementAndGet();
                  throw refusal;
                }));
    refuses(503, () -> remembered.once(again("k", "me"), "/p", BODY, this::count));
    assertThat(done).hasValue(1);
  }

  @Test
  void it_forgets_in_time_and_says_so_where_it_forgot_too_early() {
    remembered.once(first("old"), "/p", BODY, this::count);
    nanos.addAndGet(Duration.ofMinutes(4).toNanos());
    for (int n = 0; n <= Remembered.ANSWERS_MAX; n++) {
      remembered.once(first("k" + n), "/p", BODY, this::count);
    }

    refuses(409, () -> remembered.once(again("k0", "me"), "/p", BODY, this::count));
    nanos.addAndGet(Duration.ofMinutes(4).toNanos());
    assertThat(remembered.once(again("k0", "me"), "/p", BODY, this::count)).isNotEmpty();
  }

  private static void refuses(int status, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(status));
  }
}
