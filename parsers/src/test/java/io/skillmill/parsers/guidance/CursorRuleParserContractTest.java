package io.skillmill.parsers.guidance;

import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.contract.SkillParserContract;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;

class CursorRuleParserContractTest extends SkillParserContract {

  @Override
  protected SkillParser parser() {
    return new CursorRuleParser();
  }

  @Override
  protected List<SkillSource> good() {
    return List.of(
        file(
            ".cursor/rules/tea.mdc",
            """
            ---
            description: How labels are written
            globs: **/*.tea,src/**
            alwaysApply: false
            unheard: x
            ---
            - Write the **kind** first.
            - Never write in capitals, unless it is `TEA`.
            """),
        file("tea.mdc", "Write it down."),
        file(
            "tea.md",
            """
            ---
            alwaysApply: maybe
            ---
            Write it down.
            """));
  }

  @Override
  protected List<SkillSource> bad() {
    return List.of(file("a.mdc", " "), file("a.mdc", "\0"));
  }
}
