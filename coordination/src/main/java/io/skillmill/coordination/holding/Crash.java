package io.skillmill.coordination.holding;

import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.task.Outcome;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Puts what a handler threw into words, even where memory or stack have run out. */
final class Crash {

  static final Outcome NEVER_RAN = new Outcome.Crashed("it was taken back before it began");

  private static final int MESSAGE_CHARS_MAX = 2_000;
  private static final int FRAMES_MAX = 5;
  private static final Outcome OUT_OF_MEMORY =
      new Outcome.Crashed("the task ran out of memory (OutOfMemoryError); give the worker more");
  private static final Outcome UNSPEAKABLE =
      new Outcome.Crashed("the handler threw something that cannot even be put into words");

  private Crash() {}

  static Outcome of(Throwable thrown) {
    if (thrown instanceof OutOfMemoryError) {
      return OUT_OF_MEMORY;
    }
    try {
      return new Outcome.Crashed(clip(words(thrown)));
    } catch (Throwable _) { // a hostile getMessage, or no memory for the text
      return UNSPEAKABLE;
    }
  }

  private static String words(Throwable thrown) {
    return switch (thrown) {
      case ProblemException problem -> problem.problem().toString();
      case InterruptedException _ -> "the task was interrupted";
      case StackOverflowError _ -> "the task ran out of stack (StackOverflowError)";
      default -> thrown + frames(thrown);
    };
  }

  private static String frames(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .limit(FRAMES_MAX)
        .map(frame -> "\n  at " + frame)
        .collect(Collectors.joining());
  }

  private static String clip(String text) {
    return text.length() <= MESSAGE_CHARS_MAX
        ? text
        : text.substring(0, MESSAGE_CHARS_MAX) + " … (clipped)";
  }
}
