package io.skillmill.parsers.traits;

/** What surrounds something that is filled in. */
public enum Context {
  PROSE(""),
  /** Code in a line of text. */
  CODE("code"),
  /** The same within braces, so that it is part of a program, such as one of awk. */
  PROGRAM("code"),
  /** A code block. */
  FENCE("fence"),
  /** What is run when the skill is loaded. */
  LOAD_TIME("load-time");

  final String spelled;

  Context(String spelled) {
    this.spelled = spelled;
  }

  /** Whether a digit behind a dollar is more likely something of the program's own. */
  boolean ownDigits() {
    return this == PROGRAM || this == FENCE;
  }
}
