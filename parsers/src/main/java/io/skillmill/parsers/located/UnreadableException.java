package io.skillmill.parsers.located;

import io.skillmill.schema.skill.Diagnostic;

/** Stops a reader where the text stops being what it reads; never leaves the room. */
final class UnreadableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Diagnostic why;

  UnreadableException(Diagnostic why) {
    super(why.message());
    this.why = why;
  }

  Diagnostic why() {
    return why;
  }
}
