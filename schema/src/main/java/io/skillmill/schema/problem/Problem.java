package io.skillmill.schema.problem;

/**
 * What went wrong, and what to do about it: the only error value that crosses floors.
 *
 * @param kind decides the exit code and the HTTP status, each in its one table
 * @param what what happened, to what; a full sentence without the final full stop
 * @param remedy what the reader can do about it; a full sentence without the final full stop
 */
public record Problem(Kind kind, String what, String remedy) {

  /** The kinds of problem a caller can tell apart. */
  public enum Kind {
    /** The command or the call was put together wrongly. */
    USAGE,
    /** What was asked for is not there. */
    NOT_FOUND,
    /** A skill or a task failed, or there are findings at the failing level. */
    FAILED,
    /** The store could not be opened, or was lost. */
    STORE,
    /** Someone asked us to stop. */
    INTERRUPTED,
    /** A promise inside the program was broken. */
    BUG
  }

  public Problem {
    if (what.isBlank()) {
      throw new IllegalArgumentException("A problem must say what happened");
    }
    if (remedy.isBlank()) {
      throw new IllegalArgumentException("A problem must say what to do: " + what);
    }
  }

  public static Problem usage(String what, String remedy) {
    return new Problem(Kind.USAGE, what, remedy);
  }

  public static Problem notFound(String what, String remedy) {
    return new Problem(Kind.NOT_FOUND, what, remedy);
  }

  public static Problem store(String what, String remedy) {
    return new Problem(Kind.STORE, what, remedy);
  }

  public static Problem failed(String what, String remedy) {
    return new Problem(Kind.FAILED, what, remedy);
  }

  /** The exception to throw where this problem cannot be returned as a value. */
  public ProblemException asException() {
    return new ProblemException(this, null);
  }

  /** The same, keeping the exception that led here for {@code --debug}. */
  public ProblemException causedBy(Throwable cause) {
    return new ProblemException(this, cause);
  }

  @Override
  public String toString() {
    return what + ". " + remedy + ".";
  }
}
