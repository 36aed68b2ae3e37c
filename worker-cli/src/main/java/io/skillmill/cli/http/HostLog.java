package io.skillmill.cli.http;

import io.skillmill.cli.telemetry.Journey;
import java.util.Map;

/** Hears what a host meets. */
@FunctionalInterface
public interface HostLog {

  /** Something went wrong inside, which clients are not told. */
  void broken(Throwable why);

  /**
   * The same with the request in which it did.
   *
   * @param requestId empty where it is not known
   */
  default void broken(Throwable why, String requestId) {
    broken(why);
  }

  /** Whether runs are to be told with all their calls. */
  default boolean wantsRuns() {
    return false;
  }

  /** A skill was run, and this came of it. */
  default void ran(Journey journey) {}

  /** What it counts itself, by the names of the metrics. */
  default Map<String, Long> tallies() {
    return Map.of();
  }

  /** A request was answered. */
  default void visited(Visit visit) {}
}
