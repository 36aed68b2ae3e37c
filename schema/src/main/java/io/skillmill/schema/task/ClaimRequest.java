package io.skillmill.schema.task;

import java.util.List;
import java.util.Set;

/**
 * What a worker asks for.
 *
 * @param worker who asks
 * @param queues the queues to take from, in this order; none for all of them in turn
 * @param parsers the parsers the worker has; tasks that need another are left alone
 * @param max how many claims at the most
 */
public record ClaimRequest(Registration worker, List<String> queues, Set<String> parsers, int max) {

  /** How many claims one request may ask for. */
  public static final int MAX = 1_000;

  public ClaimRequest {
    queues = List.copyOf(queues);
    parsers = Set.copyOf(parsers);
    if (max < 0 || max > MAX) {
      throw new IllegalArgumentException(
          "A request asks for 0 to %d claims, not %d".formatted(MAX, max));
    }
  }

  public ClaimRequest withMax(int newMax) {
    return new ClaimRequest(worker, queues, parsers, newMax);
  }
}
