package io.skillmill.parsers.clients;

import io.skillmill.parsers.verdict.Rule;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Severity;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * One thing a client asks.
 *
 * @param rule what is asked, and what is told where it is not kept
 * @param condition when it is not kept
 * @param with what the condition has to know, such as a field and a number
 */
record ClientRule(Rule rule, Condition condition, JsonNode with) {

  static ClientRule of(String client, String source, JsonNode json) {
    var rule =
        new Rule(
            client + "-" + json.path("id").asString(),
            Severity.valueOf(json.path("severity").asString().toUpperCase(Locale.ROOT)),
            json.path("title").asString(),
            json.path("remedy").asString(),
            json.path("source").asString(source));
    String word = json.path("when").asString();
    return new ClientRule(
        rule, Condition.valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT)), json);
  }

  void check(Reading reading, List<Diagnostic> diagnostics) {
    for (Breach breach : condition.breaches(reading, with)) {
      diagnostics.add(rule.broken(breach.place(), breach.what()));
    }
  }
}
