package io.skillmill.schema.task;

/** What became of a {@link Finish}. The same report sent again gets the same answer. */
public enum FinishAnswer {
  /** It is on record and counts. */
  RECORDED,
  /** The lease is no longer the task's: refused, and kept in the attempt history as late. */
  LEASE_LOST
}
