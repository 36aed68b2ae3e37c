package io.skillmill.schema.task;

/** How an attempt ended, as its worker tells it. */
public sealed interface Outcome {

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
