package io.skillmill.cli.render;

import io.skillmill.schema.problem.Problem;

/** The one table from what happened to the exit code. */
public final class ExitCodes {

  /** All well, also after a graceful stop. */
  public static final int OK = 0;

  /** Some skill or task failed, what was asked for is not there, or the program broke. */
  public static final int FAILED = 1;

  /** The command was put together wrongly. */
  public static final int USAGE = 2;

  /** The store could not be opened, or was lost. */
  public static final int STORE = 3;

  /** Interrupted by Ctrl-C (SIGINT). */
  public static final int INTERRUPTED = 130;

  /** Stopped by force, by a second SIGTERM. */
  public static final int TERMINATED = 143;

  private ExitCodes() {}

  public static int of(Problem.Kind kind) {
    return switch (kind) {
      case USAGE -> USAGE;
      case NOT_FOUND, FAILED, BUG -> FAILED;
      case STORE -> STORE;
      case INTERRUPTED -> INTERRUPTED;
    };
  }

  /** The code for a run of which some part may have failed. */
  public static int failedIf(boolean anyFailed) {
    return anyFailed ? FAILED : OK;
  }
}
