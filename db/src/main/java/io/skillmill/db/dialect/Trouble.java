package io.skillmill.db.dialect;

/** What an error of the database means for those who work with it. */
public enum Trouble {
  /** The one who asked is at fault, and the connection is as good as before. */
  MISTAKE(false, false),
  /** All who write fail, and the connection is as good as before: the disk is full. */
  SHARED(false, false),
  /** The connection cannot be trusted any more, and trying again would hide that. */
  BROKEN(true, false),
  /** Others were in the way: the same may well succeed a moment later. */
  QUARREL(false, true),
  /** The connection is gone: the same may well succeed on another. */
  LOST(true, true);

  private final boolean fatal;
  private final boolean passing;

  Trouble(boolean fatal, boolean passing) {
    this.fatal = fatal;
    this.passing = passing;
  }

  /** Whether the connection is of no use any more. */
  public boolean fatal() {
    return fatal;
  }

  /** Whether it makes sense to try again. */
  public boolean passing() {
    return passing;
  }
}
