package io.skillmill.coordination.skills.javascript;

import io.skillmill.coordination.skills.SkillException;
import io.skillmill.schema.run.RunFailure;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Threads that compute. Those of the callers are virtual, of which one that turns in a loop would
 * keep all others waiting; these are the system's, which shares out its processors. Thread-safe.
 */
final class Aside {

  static final int THREADS_MAX = 1_000;

  /** Enough for the engine's own stack to be the one that ends first. */
  private static final int STACK_BYTES = 4 << 20;

  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          THREADS_MAX,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform()
              .daemon()
              .name("skillmill-javascript-", 0)
              .stackSize(STACK_BYTES)
              .factory());

  /**
   * Does it there, and interrupts it where it takes too long or the caller is interrupted.
   *
   * @param after done in any case, on that thread, when the work has ended or will never begin
   * @throws TimeoutException where it takes too long
   */
  <T> T done(Callable<T> work, Duration left, Runnable after) throws Exception {
    var task = new FutureTask<>(work);
    try {
      threads.execute(() -> {
        try {
          task.run();
        } finally {
          after.run();
        }
      });
    } catch (RejectedExecutionException e) {
      after.run();
      throw new SkillException(
          RunFailure.of(
              RunFailure.Kind.BUSY, "The host computes as many skills as it can at a time"));
    }
    try {
      return task.get(left.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw told(e);
    } finally {
      task.cancel(true);
    }
  }

  private static Exception told(ExecutionException e) {
    return switch (e.getCause()) {
      case Error error -> throw error;
      case Exception exception -> exception;
      case null, default -> e;
    };
  }
}
