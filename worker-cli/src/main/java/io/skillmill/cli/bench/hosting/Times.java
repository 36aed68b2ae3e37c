package io.skillmill.cli.bench.hosting;

import io.skillmill.schema.json.Json;
import java.util.Arrays;
import tools.jackson.databind.node.ObjectNode;

/** How long each of many calls took. */
final class Times {

  private final long[] sorted;
  private final double perSecond;

  /**
   * What was measured.
   *
   * @param nanos of each call
   * @param wallNanos of all of them together
   */
  Times(long[] nanos, long wallNanos) {
    sorted = nanos.clone();
    Arrays.sort(sorted);
    perSecond = nanos.length * 1e9 / Math.max(1, wallNanos);
  }

  /** In microseconds. */
  double percentile(double share) {
    int at = (int) Math.min(sorted.length - 1L, Math.round(share * sorted.length));
    return Math.round(sorted[at] / 10.0) / 100.0;
  }

  ObjectNode toJson() {
    return Json.object()
        .put("p50_us", percentile(0.50))
        .put("p95_us", percentile(0.95))
        .put("p99_us", percentile(0.99))
        .put("calls_per_second", Math.round(perSecond));
  }
}
