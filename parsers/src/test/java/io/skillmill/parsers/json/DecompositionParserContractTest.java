package io.skillmill.parsers.json;

import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.contract.SkillParserContract;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;

class DecompositionParserContractTest extends SkillParserContract {

  @Override
  protected SkillParser parser() {
    return new DecompositionParser();
  }

  @Override
  protected List<SkillSource> good() {
    return List.of(
        file(
            """
            {"meta": {"skill_id": "claude__skill__tea", "name": "tea", "schema_version": "2.4.0",
              "skill_layer": "claude_skill", "parse_timestamp": "2025-01-01T00:00:00Z"},
             "decomposition": {
              "actions": [
               {"id": "a_001", "name": "Boil", "action_type": "compute", "deterministic": true},
               {"id": "a_002", "name": "Pour", "action_type": "compute", "deterministic": true}],
              "rules": [{"id": "r_001", "name": "Is it hot?", "condition_type": "state_check",
               "returns": "boolean", "branching_targets": ["a_001"]}]}}
            """));
  }

  @Override
  protected List<SkillSource> bad() {
    return List.of(
        file("[]"),
        file("{}"),
        file("{\"meta\": {}, \"decomposition\": {}}"),
        file("{\"meta\": 1"),
        file("text"));
  }

  private static SkillSource file(String text) {
    return file("tea.json", text);
  }
}
