package io.skillmill.parsers.clients;

import io.skillmill.parsers.verdict.Opinion;
import io.skillmill.parsers.verdict.Profile;
import io.skillmill.parsers.verdict.Rule;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.skill.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One client, made from data.
 *
 * @param name the name to ask for it by
 * @param summary whose opinion it is
 * @param reader how it reads a file
 * @param naming what it calls a skill
 * @param checks what it asks, in the order in which it is told
 */
record ClientProfile(
    String name, String summary, Reader reader, Naming naming, List<ClientRule> checks)
    implements Profile {

  ClientProfile {
    checks = List.copyOf(checks);
  }

  static ClientProfile of(JsonNode json) {
    String name = json.path("name").asString();
    var checks = new ArrayList<ClientRule>();
    for (JsonNode rule : json.path("rules")) {
      checks.add(ClientRule.of(name, json.path("source").asString(), rule));
    }
    return new ClientProfile(
        name, json.path("summary").asString(), Reader.of(json), Naming.of(json), checks);
  }

  @Override
  public List<Rule> rules() {
    return checks.stream().map(ClientRule::rule).toList();
  }

  /** What a client does to a skill is a fact, which no comment changes. */
  @Override
  public boolean listensToTheSkill() {
    return false;
  }

  @Override
  public Opinion judge(Subject subject) {
    Reading reading = reader.read(subject);
    var diagnostics = new ArrayList<Diagnostic>();
    for (ClientRule rule : checks) {
      rule.check(reading, diagnostics);
      if (reading.isOver() && !diagnostics.isEmpty()) {
        break;
      }
    }
    Opinion opinion = Opinion.of(diagnostics, naming.name(reading));
    return opinion.loads() ? opinion : new Opinion(diagnostics, Optional.empty(), false);
  }
}
