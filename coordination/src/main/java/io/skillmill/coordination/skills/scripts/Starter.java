package io.skillmill.coordination.skills.scripts;

import io.skillmill.coordination.skills.SkillException;
import io.skillmill.parsers.pipes.Felling;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts processes, all on one thread that lives as long as this program: the system ends a process
 * that wishes to die with its parent when the thread ends that started it.
 */
final class Starter {

  private static final ExecutorService THREAD =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("skillmill-starter").factory());

  private Starter() {}

  /**
   * Starts one.
   *
   * @param mark by which its descendants are found again
   */
  static Process start(Launch launch, String mark) throws SkillException, InterruptedException {
    var builder = new ProcessBuilder(launch.command()).directory(launch.folder().toFile());
    var environment = builder.environment();
    environment.clear();
    environment.putAll(launch.environment());
    environment.put(Felling.VARIABLE, mark);
    var starting = THREAD.submit(builder::start);
    try {
      return starting.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException) {
        throw SkillException.unavailable(
            "The program of '%s' cannot be started; install it, or correct its command"
                .formatted(launch.skill()));
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      // It may be about to start: whoever waits no more still ends it.
      THREAD.execute(() -> endIfStarted(starting, mark));
      throw e;
    }
  }

  private static void endIfStarted(java.util.concurrent.Future<Process> starting, String mark) {
    if (starting.state() == java.util.concurrent.Future.State.SUCCESS) {
      Felling.fell(starting.resultNow(), mark);
    }
  }
}
