package io.skillmill.coordination.skills.threads;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Threads on which others wait no longer than they wish. Thread-safe.
 *
 * <p>The threads of callers are virtual, and one that turned in a loop there would keep all others
 * waiting. So what may compute for long is done on threads of the {@link #system}, which shares out
 * its processors; what only waits is done on {@link #light} ones, which cost next to nothing.
 */
public final class Aside {

  /** How many threads of the system there may be at a time. */
  public static final int THREADS_MAX = 1_000;

  /** Enough for an engine's own stack to be the one that ends first. */
  private static final int STACK_BYTES = 4 << 20;

  private static final long IDLE_SECONDS = 10;

  /** All threads are taken. */
  public static final class FullException extends Exception {
    private static final long serialVersionUID = 1L;

    FullException() {
      super("All %d threads are taken".formatted(THREADS_MAX), null, false, false);
    }
  }

  private final Executor threads;

  private Aside(Executor threads) {
    this.threads = threads;
  }

  /** Threads of the system, which are kept for a while for the next who needs one. */
  public static Aside system(String name) {
    var factory =
        Thread.ofPlatform()
            .daemon()
            .inheritInheritableThreadLocals(false)
            .name(name, 0)
            .stackSize(STACK_BYTES)
            .factory();
    var threads =
        new ThreadPoolExecutor(
            0, THREADS_MAX, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    return new Aside(work -> threads.execute(() -> afresh(work)));
  }

  /** A new virtual thread each time, of which there may be any number. */
  public static Aside light(String name) {
    var factory = Thread.ofVirtual().name(name).factory();
    return new Aside(work -> factory.newThread(work).start());
  }

  /** A loader that the work before has set would be kept from being closed. */
  private static void afresh(Runnable work) {
    Thread.currentThread().setContextClassLoader(Aside.class.getClassLoader());
    work.run();
  }

  /**
   * Does it there, and interrupts it where it takes too long or the caller is interrupted.
   *
   * @param after done in any case, when the work has ended or will never begin
   * @throws TimeoutException where it takes too long
   * @throws FullException where there is no thread for it
   */
  public <T> T done(Callable<T> work, Duration left, Runnable after) throws Exception {
    var task = new FutureTask<>(work);
    try {
      threads.execute(() -> {
        try {
          task.run();
        } finally {
          after.run();
        }
      });
    } catch (RejectedExecutionException | OutOfMemoryError _) {
      after.run(); // the second where the system has no thread left
      throw new FullException();
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
