package io.skillmill.parsers.guidance;

import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.contract.SkillParserContract;
import io.skillmill.schema.skill.SkillSource;
import java.util.List;

class AgentsMdParserContractTest extends SkillParserContract {

  @Override
  protected SkillParser parser() {
    return new AgentsMdParser();
  }

  @Override
  protected List<SkillSource> good() {
    return List.of(
        file(
            "kitchen/AGENTS.md",
            """
            # Kitchen

            Keep it clean. Do not run `make tea` at night.

            ## Build

            | task | command |
            |------|---------|
            | brew | make tea |

            - [ ] Is the pot warm?
            @docs/kitchen.md

            ```bash
            $ make clean \\
                tea
            ```
            """),
        file("CLAUDE.md", "Be kind."),
        file(
            "GEMINI.md",
            """
            ---
            name: x
            ---
            Be kind.
            """));
  }

  @Override
  protected List<SkillSource> bad() {
    return List.of(file("AGENTS.md", " "), file("AGENTS.md", "<!-- nothing -->"));
  }
}
