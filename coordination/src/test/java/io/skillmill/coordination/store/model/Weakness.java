package io.skillmill.coordination.store.model;

/** A guard that can be taken out of the model, to see whether anybody notices. */
public enum Weakness {
  /** A report counts whatever its lease, if only the task is in progress. */
  NO_LEASE_CHECK,
  /** An answer is given before what it says is safe. */
  NO_SYNC,
  /** A report that is sent again is judged as if it came for the first time. */
  NO_MEMORY_OF_REPORTS,
  /** A lease is the number of the attempt, and not random. */
  COUNTED_LEASES
}
