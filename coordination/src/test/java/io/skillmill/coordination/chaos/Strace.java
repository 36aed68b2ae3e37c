package io.skillmill.coordination.chaos;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Kills a running process at a system call of its own, chosen by name and number. */
final class Strace {

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
    var inject = "inject=%s:signal=SIGKILL:when=%d".formatted(call, number);
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
                inject));
    tracer.await("attached");
    return tracer;
  }
}
