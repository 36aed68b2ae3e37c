package io.skillmill.parsers.manifests;

import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.contract.SkillParserContract;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;

class SkilletfileParserContractTest extends SkillParserContract {

  @Override
  protected SkillParser parser() {
    return new SkilletfileParser();
  }

  @Override
  protected List<SkillSource> good() {
    return List.of(
        file(
            "Skilletfile.yaml",
            """
            # what it is
            name: steep_time
            version: 0.2.0
            description: >
              Compute how long a tea must steep.
              Never answer for a tea that is not known.
            runtime: python3.11
            entry: steep:run
            inputs:
              tea: {type: string, enum: [black, green], description: The kind.}
              grams: {type: number, required: false, default: 2.5}
              odd: 3
            outputs:
              seconds: {type: integer}
            unheard: [1, {a: b}]
            """),
        file("Skilletfile.yaml", "name: a"),
        file(
            "skilletfile.json",
            "{\"name\": \"a\", \"runtime\": \"python\", \"entry\": \"a:b\", \"inputs\": {}}"));
  }

  @Override
  protected List<SkillSource> bad() {
    return List.of(
        file("Skilletfile.yaml", "- a"),
        file("Skilletfile.yaml", "name: [a"),
        file("Skilletfile.yaml", "name: !!java a"),
        file("Skilletfile.yaml", "a"));
  }
}
