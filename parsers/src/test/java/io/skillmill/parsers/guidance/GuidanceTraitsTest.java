package io.skillmill.parsers.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.check.DocumentCheck;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whatever guides a model tells its traits as a SKILL.md does. */
class GuidanceTraitsTest {

  @Test
  void an_agent_tells_its_tools_skills_and_links() {
    JsonNode document =
        parse(
            new ClaudeMarkdownParser(),
            "agents/taster.md",
            """
            ---
            name: taster
            description: Tells teas apart.
            tools: Read, Bash(git log:*)
            disallowedTools: [Write]
            skills: [tea, pot]
            ---
            Use the `kettle` skill. Read [the list](list.md) and @teas/green.md, then `git status -s`.
            """);
    JsonNode traits = document.path("traits");
    assertThat(traits.path("language").asString()).isEqualTo("en");
    assertThat(traits.path("tokens_estimated").asInt()).isBetween(40, 80);
    assertThat(traits.at("/allowed_tools/tools/1/pattern").asString()).isEqualTo("git log:*");
    assertThat(traits.at("/disallowed_tools/tools/0/name").asString()).isEqualTo("Write");
    assertThat(told(traits.path("skills"), "line", "name"))
        .containsExactly("6 tea", "6 pot", "8 kettle");
    assertThat(told(traits.path("links"), "line", "column", "kind", "target"))
        .containsExactly("8 30 file list.md", "8 54 import teas/green.md");
    assertThat(told(traits.path("commands"), "form", "text"))
        .containsExactly("inline git status -s");
    assertThat(document.path("original_definition").propertyNames())
        .containsExactlyInAnyOrder("frontmatter", "dialect");
    assertThat(document.propertyNames()).doesNotContain("commands", "placeholders", "references");
  }

  @Test
  void a_command_is_filled_in_everywhere() {
    JsonNode traits =
        parse(
                new ClaudeMarkdownParser(),
                "commands/warm.md",
                """
                ---
                argument-hint: [minutes]
                allowed-tools: Bash(kettle:*)
                ---
                Warm the pot for $1 minutes. !`kettle --status $2`

                ```sh
                awk '{print $3}'
                ```
                """)
            .path("traits");
    assertThat(told(traits.path("placeholders"), "line", "kind", "context", "text"))
        .containsExactly("5 argument  $1", "5 argument load-time $2", "8 argument fence $3");
    assertThat(told(traits.path("commands"), "line", "form", "text"))
        .containsExactlyInAnyOrder("5 load-time kettle --status $2", "8 fenced awk '{print $3}'");
    assertThat(traits.at("/arguments/hint").asString()).contains("minutes");
  }

  @Test
  void braces_with_nothing_in_them_are_nothing() {
    JsonNode traits =
        parse(new GeminiCommandParser(), "a.toml", "prompt = 'Blend !{} with @{ } and {{}} it.'")
            .path("traits");
    assertThat(traits.propertyNames())
        .containsExactly("language", "tokens_estimated", "placeholders");
  }

  @Test
  void tools_may_be_separated_by_blanks() {
    JsonNode document =
        parse(
            new ClaudeMarkdownParser(),
            "commands/warm.md",
            "---\nallowed-tools: Bash(git add:*) Read,Write\n---\nWarm the pot.\n");
    assertThat(document.at("/decomposition/rules/0/description").asString())
        .isEqualTo("the tool is one of Bash(git add:*), Read, Write");
    assertThat(document.at("/traits/allowed_tools/tools")).hasSize(3);
  }

  @Test
  void instructions_and_rules_without_fields_tell_them_too() {
    String text =
        "Build it with `make tea`.\n\n```sh\nmake clean\n```\n\nSee https://example.org and $1.\n";
    for (SkillParser parser : List.of(new AgentsMdParser(), new CursorRuleParser())) {
      String name = parser instanceof AgentsMdParser ? "AGENTS.md" : "tea.mdc";
      JsonNode traits = parse(parser, name, text).path("traits");
      assertThat(told(traits.path("commands"), "line", "form", "text"))
          .containsExactlyInAnyOrder("1 inline make tea", "4 fenced make clean");
      assertThat(traits.has("allowed_tools")).isFalse();
      assertThat(traits.path("tokens_estimated").asInt()).isPositive();
    }
  }

  @Test
  void a_command_of_gemini_tells_what_is_filled_in_run_and_brought_in() {
    JsonNode traits =
        parse(
                new GeminiCommandParser(),
                "commands/blend.toml",
                """
                description = "Blend \\u00e9"
                prompt = \"\"\"
                Blend {{args}} and {{more}} as in @{teas/list.md}.
                - !{kettle --on ${HOME} {a}}
                Use the `pot` skill. [See](https://example.org)
                \"\"\"
                """)
            .path("traits");
    assertThat(told(traits.path("placeholders"), "line", "column", "kind", "text"))
        .containsExactly("3 7 argument {{args}}", "3 20 template {{more}}");
    assertThat(told(traits.path("commands"), "line", "column", "form", "text"))
        .containsExactly("4 3 load-time kettle --on ${HOME} {a}");
    assertThat(told(traits.path("links"), "line", "kind", "target"))
        .containsExactlyInAnyOrder("3 import teas/list.md", "5 web https://example.org");
    assertThat(told(traits.path("skills"), "line", "column", "name")).containsExactly("5 10 pot");
    assertThat(traits.path("language").asString()).isEqualTo("en");
  }

  private static List<String> told(JsonNode entries, String... members) {
    return entries
        .valueStream()
        .map(entry ->
            String.join(" ", Stream.of(members).map(one -> entry.path(one).asString("")).toList()))
        .toList();
  }

  private static JsonNode parse(SkillParser parser, String name, String text) {
    var source = SkillSource.single(name, text.getBytes(StandardCharsets.UTF_8));
    var parsed = (ParseResult.Parsed) parser.parse(source, Limits.DEFAULT);
    assertThat(DocumentCheck.check(parsed.document().parsedAt(Instant.EPOCH))).isEmpty();
    return parsed.document().json();
  }
}
