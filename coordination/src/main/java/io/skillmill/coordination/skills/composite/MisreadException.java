package io.skillmill.coordination.skills.composite;

/** A text that is no expression, or one that comes to nothing; and where in the text. */
final class MisreadException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int column;

  MisreadException(int column, String message) {
    super(message, null, false, false);
    this.column = column;
  }

  String what() {
    return String.valueOf(getMessage());
  }

  /** Counted from 1. */
  int column() {
    return column;
  }
}
