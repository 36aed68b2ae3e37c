package io.skillmill.parsers.plugins;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a stranger's code on a thread that can be left behind when it does not end. After that it
 * runs nothing any more. Thread-safe.
 */
final class Strangers implements AutoCloseable {

  private final ExecutorService thread;

  /**
   * @param name of the thread
   * @param loader what libraries find that look around by the thread's class loader
   */
  Strangers(String name, ClassLoader loader) {
    this.thread =
        Executors.newSingleThreadExecutor(task -> {
          var made = new Thread(task, name);
          made.setDaemon(true);
          made.setContextClassLoader(loader);
          return made;
        });
  }

  /**
   * What the code returns.
   *
   * @throws ExecutionException with whatever it throws as the cause
   * @throws TimeoutException where it did not end in time; its thread is left behind
   */
  <T> T call(Callable<T> code, Duration limit)
      throws ExecutionException, TimeoutException, InterruptedException {
    Future<T> answer = thread.submit(code);
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      close();
      throw e;
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
