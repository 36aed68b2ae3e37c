package io.skillmill.parsers.markdown;

import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.contract.SkillParserContract;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import java.util.List;

class AgentSkillParserContractTest extends SkillParserContract {

  @Override
  protected SkillParser parser() {
    return new AgentSkillParser();
  }

  @Override
  protected List<SkillSource> good() {
    return List.of(
        skill(
            """
            ---
            name: tea
            description: "Make tea: green or black."
            metadata: {origin: [one, &x two], again: *x}
            ---
            # Tea

            Warm the pot. Water **must** not boil, `e.g.` at 80 °C.

            1. Fill the kettle
               - [ ] is it clean?
               > Ask, if unsure.
            2. If the leaves are old, stop.

            | leaf | time |
            |------|------|
            | green | 2 min |

            ```sh
            # heat it
            kettle --on \\
              --degrees 80
            ```
            <!-- a note -->
            [link]: http://example.org
            """),
        skill("---\nname: a: b\n---\nDo it.\n"),
        skill("No frontmatter, but something to do:\r\n\r\n- Read this\r\n"),
        skill("---\nname: only\ndescription: A name and a description\n---"));
  }

  @Override
  protected List<SkillSource> bad() {
    return List.of(skill(""), skill(" \n\t\n"), skill("\0\1\2\3"), skill("<!-- nothing -->"));
  }

  private static SkillSource skill(String text) {
    var file = SkillFile.of("SKILL.md", text.getBytes(StandardCharsets.UTF_8));
    return SkillSource.of("tea", "SKILL.md", List.of(file));
  }
}
