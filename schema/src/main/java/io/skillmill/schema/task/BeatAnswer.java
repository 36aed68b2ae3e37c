package io.skillmill.schema.task;

import java.util.List;

/** The answer to a {@link Beat}. */
public sealed interface BeatAnswer {

  /**
   * The worker is known and alive.
   *
   * @param revoked which of its leases are gone, because their tasks were cancelled: stop working
   *     on them
   */
  record Alive(List<Lease> revoked) implements BeatAnswer {
    public Alive {
      revoked = List.copyOf(revoked);
    }
  }

  /** The worker was taken for dead; none of its leases is good any more. It must register again. */
  record Lost() implements BeatAnswer {}
}
