package io.skillmill.schema.task;

import java.util.Optional;

/** How an attempt ended, as its worker tells it. */
public sealed interface Outcome {

  /** The JSON text that it leaves to be kept, if any. */
  default Optional<String> kept() {
    return switch (this) {
      case Completed(var result) -> Optional.of(result);
      case Rejected(var _, var result) -> Optional.of(result);
      case Crashed _, TimedOut _ -> Optional.empty();
    };
  }

  /** Why the work was not done, for people; empty where it was. */
  default Optional<String> why() {
    return switch (this) {
      case Completed _ -> Optional.empty();
      case Rejected(var error, var _) -> Optional.of(error);
      case Crashed(var error) -> Optional.of(error);
      case TimedOut(var error) -> Optional.of(error);
    };
  }

  /**
   * The work was done.
   *
   * @param result the result as JSON text
   */
  record Completed(String result) implements Outcome {}

  /**
   * The source is bad. Trying again cannot help, so the task fails at once and for good.
   *
   * @param error why, for people
   * @param result what there is to tell as JSON text: the diagnostics
   */
  record Rejected(String error, String result) implements Outcome {}

  /**
   * Something broke; the task is tried again while it has attempts.
   *
   * @param error why, for people
   */
  record Crashed(String error) implements Outcome {}

  /**
   * The attempt ran past its timeout; the task is tried again while it has attempts.
   *
   * @param error why, for people
   */
  record TimedOut(String error) implements Outcome {}
}
