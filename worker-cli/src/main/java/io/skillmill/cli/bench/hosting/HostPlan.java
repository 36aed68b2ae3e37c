package io.skillmill.cli.bench.hosting;

import io.skillmill.schema.json.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * How much is measured.
 *
 * @param clients how many call at the same time
 * @param calls how many calls a round takes
 * @param rounds how many rounds count, after one to warm up
 * @param skills how many are reloaded, and ten times as many are weighed
 */
public record HostPlan(int clients, int calls, int rounds, int skills) {

  public HostPlan {
    if (clients < 1 || calls < clients || rounds < 1 || skills < 1) {
      throw new IllegalArgumentException(
          "There must be a client, a call for each, a round and a skill at least");
    }
  }

  ObjectNode toJson() {
    return Json.object()
        .put("clients", clients)
        .put("calls", calls)
        .put("rounds", rounds)
        .put("skills", skills);
  }
}
