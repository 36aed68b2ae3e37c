package io.skillmill.parsers.llm;

import io.skillmill.schema.json.Json;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What the answers to one skill have taken; added up call by call. */
final class Usage {

  private int calls;
  private long inputTokens;
  private long outputTokens;

  void add(long input, long output) {
    calls++;
    inputTokens += Math.max(0, input);
    outputTokens += Math.max(0, output);
  }

  ObjectNode toJson(LlmSettings settings) {
    var json = Json.object().put("model", settings.model()).put("calls", calls);
    json.put("repaired", calls > 1);
    json.put("input_tokens", inputTokens).put("output_tokens", outputTokens);
    cost(settings.prices()).ifPresent(cost -> json.put("cost", cost));
    return json;
  }

  private Optional<Double> cost(Optional<LlmSettings.Prices> prices) {
    return prices.map(
        price -> (inputTokens * price.input() + outputTokens * price.output()) / 1_000_000);
  }
}
