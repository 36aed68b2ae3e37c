package io.skillmill.coordination.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Kills a running process at a system call of its own, or makes its system calls fail. */
final class Strace {

  private static final Duration STOP_MAX = Duration.ofSeconds(20);

  private Strace() {}

  /** Whether this machine has strace and lets us trace other processes. */
  static boolean available() {
    try {
      var probe = new ProcessBuilder("strace", "-o", "/dev/null", "true").start();
      return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * From now on, the {@code number}-th of these calls by any one thread of the process kills it.
   * The tracer is attached when this returns, and ends with the process.
   */
  static Program killAt(Program victim, String call, int number) {
    return inject(victim, call, "signal=SIGKILL:when=" + number);
  }

  /**
   * From now on, these calls of the process fail with this error and do nothing, from the {@code
   * first} of each thread on, until the tracer is told to {@link #stop}.
   */
  static Program failFrom(Program victim, String call, String error, int first) {
    return inject(victim, call, "error=%s:when=%d+".formatted(error, first));
  }

  /** Lets the traced process go on undisturbed. */
  static void stop(Program tracer) {
    tracer.signal("INT");
    if (!tracer.ended(STOP_MAX)) {
      throw new AssertionError("strace did not end; it said " + tracer.lines());
    }
  }

  private static Program inject(Program victim, String call, String what) {
    var tracer =
        Program.start(
            List.of(
                "strace",
                "-f",
                "-p",
                Long.toString(victim.pid()),
                "-e",
                "trace=" + call,
                "-e",
                "inject=%s:%s".formatted(call, what)));
    tracer.await("attached");
    return tracer;
  }
}
