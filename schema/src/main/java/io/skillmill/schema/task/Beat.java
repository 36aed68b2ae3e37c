package io.skillmill.schema.task;

import java.util.List;

/**
 * A sign of life.
 *
 * @param worker who is alive
 * @param started leases whose work has begun since the last beat; a claim that never started costs
 *     its task no attempt when the worker is lost
 * @param held every lease the worker holds, so that it can be told which are gone
 */
public record Beat(Registration worker, List<Lease> started, List<Lease> held) {
  public Beat {
    started = List.copyOf(started);
    held = List.copyOf(held);
  }
}
