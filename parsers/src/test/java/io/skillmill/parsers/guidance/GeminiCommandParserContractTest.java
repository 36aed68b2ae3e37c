package io.skillmill.parsers.guidance;

import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.contract.SkillParserContract;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;

class GeminiCommandParserContractTest extends SkillParserContract {

  @Override
  protected SkillParser parser() {
    return new GeminiCommandParser();
  }

  @Override
  protected List<SkillSource> good() {
    return List.of(
        file(
            "commands/tea/blend.toml",
            """
            # blends
            description = "Blend \\u00e9 teas"
            prompt = \"""
            Blend {{args}} and taste it. Never add milk.

            - Read @{teas/list.md} @{} !{}
            - !{kettle --on {a}} "said ""he\"\"\""
            \"""
            other = 3
            [table]
            x = "y"
            """),
        file("a.toml", "prompt = 'Make tea.'"));
  }

  @Override
  protected List<SkillSource> bad() {
    return List.of(
        file("a.toml", "prompt = \"\""),
        file("a.toml", "prompt = \"never closed"),
        file("a.toml", "x = 1"),
        file("a.toml", "[["));
  }
}
