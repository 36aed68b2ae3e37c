package io.skillmill.parsers.guidance;

import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.contract.SkillParserContract;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;

class ClaudeMarkdownParserContractTest extends SkillParserContract {

  @Override
  protected SkillParser parser() {
    return new ClaudeMarkdownParser();
  }

  @Override
  protected List<SkillSource> good() {
    return List.of(
        file(
            "agents/taster.md",
            """
            ---
            name: taster
            description: Tells teas apart. Use it after brewing.
            tools: Read, Bash(git diff:*, git log), mcp__a__b
            disallowedTools: [Write]
            model: inherit
            skills: [tea, pot]
            unheard: 1
            ---
            # Taster

            You taste tea. Never drink it.

            1. Read [the list](list.md) and @teas/green.md
            2. If it is cold, stop.

            ```sh
            kettle --on
            ```
            """),
        file(
            "commands/pot/warm.md",
            """
            ---
            argument-hint: [minutes]
            allowed-tools: Bash(kettle:*)
            description: broken: value
            ---
            Warm the pot for $1 minutes, `$ARGUMENTS` in all. !`kettle --status`
            """),
        file("commands/pot.md", "Warm the pot."));
  }

  @Override
  protected List<SkillSource> bad() {
    return List.of(file("commands/pot.md", " "), file("agents/a.md", "\0"));
  }
}
