package io.skillmill.parsers.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.schema.check.DocumentCheck;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TraitsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bash(git add *) Read Write                   | Bash:git add * Read Write",
        "Bash(git:*), Read,Write                      | Bash:git:* Read Write",
        "[Bash, 'Read, Write', mcp__a__b]             | Bash Read Write mcp__a__b",
        "{Bash: true, Read: false}                    | Bash Read!",
        "{bash: {'git *': allow, '*': deny}}          | bash:git * bash:*!",
        "{Edit: ['src/**', 'docs/**']}                | Edit:src/** Edit:docs/**",
      })
  void tools_are_read_in_every_form(String written, String expected) {
    JsonNode tools = traits("allowed-tools: " + written, "Do it.").path("allowed_tools");
    var told = new ArrayList<String>();
    for (JsonNode tool : tools.path("tools")) {
      String pattern = tool.path("pattern").asString("");
      told.add(
          tool.path("name").asString()
              + (pattern.isEmpty() ? "" : ":" + pattern)
              + (tool.path("allowed").asBoolean(true) ? "" : "!"));
    }
    assertThat(String.join(" ", told)).isEqualTo(expected);
    assertThat(tools.path("line").asInt()).isEqualTo(4);
    assertThat(tools.has("raw")).isTrue();
  }

  @Test
  void commands_say_in_which_form_they_stand() {
    String body =
        """
        Run `git status --short` and `status`.

        ```bash
        npm test
        ```

        ```python
        print()
        ```

        - Branch: !`git branch --show-current`
        """;
    assertThat(told(traits("x: y", body).path("commands"), "form", "text"))
        .containsExactlyInAnyOrder(
            "7 inline git status --short",
            "10 fenced npm test",
            "17 load-time git branch --show-current");
  }

  @Test
  void placeholders_and_arguments_are_told_from_variables_and_prices() {
    JsonNode traits =
        traits(
            "argument-hint: '[issue]'\narguments: [issue]",
            "Fix $issue, $ARGUMENTS[0], $1 in ${CLAUDE_SKILL_DIR} with {{tool}} for $HOME, $50 or"
                + " $5.99.");
    assertThat(told(traits.path("placeholders"), "kind", "text"))
        .containsExactly(
            "8 argument $issue",
            "8 argument $ARGUMENTS[0]",
            "8 argument $1",
            "8 session ${CLAUDE_SKILL_DIR}",
            "8 template {{tool}}");
    assertThat(traits.at("/arguments/hint").asString()).isEqualTo("[issue]");
    assertThat(traits.at("/arguments/names/0").asString()).isEqualTo("issue");
  }

  @Test
  void what_programs_call_by_a_number_is_no_argument() {
    String body =
        """
        Call `awk '{print $2}' a` or `deploy $3`. ${{ secrets.KEY }}

        ```bash
        # takes $1
        awk '{print $1}' "$4"
        deploy $ARGUMENTS {{name}}
        ```

            indented $5

        ```!
        git log $6
        ```

        - Log: !`git log $7`
        - Row: !`awk '{print $8}'`
        """;
    assertThat(told(traits("x: y", body).path("placeholders"), "kind", "context", "text"))
        .containsExactly(
            "7 argument code $3",
            "12 argument fence $ARGUMENTS",
            "12 template fence {{name}}",
            "18 argument load-time $6",
            "21 argument load-time $7");
  }

  @Test
  void files_that_a_skill_brings_in_are_links_where_they_are_there() {
    String body = "Read @notes/a.md and @gone.md, mail @someone, `@notes/a.md` is code.\n";
    JsonNode links = document("x: y", body, "notes/a.md").json().at("/traits/links");
    assertThat(told(links, "target", "kind", "found")).containsExactly("7 notes/a.md import true");
  }

  @Test
  void links_say_whether_their_file_is_there_and_never_leave_the_package() {
    String body =
        "[a](references/a.md#top) [b](./gone.md) [c](../../etc/passwd) [d](https://d.e) [f](#g)"
            + " [h](scripts/) [i](my%20file.txt) `scripts/run.py` `scripts/none.py`";
    JsonNode links =
        document("x: y", body, "references/a.md", "scripts/run.py", "my file.txt")
            .json()
            .at("/traits/links");
    assertThat(told(links, "target", "kind", "found", "outside"))
        .containsExactlyInAnyOrder(
            "7 references/a.md#top file true",
            "7 ./gone.md file false",
            "7 ../../etc/passwd file false true",
            "7 https://d.e web",
            "7 #g anchor",
            "7 scripts/ file true",
            "7 my%20file.txt file true",
            "7 scripts/run.py file true",
            "7 scripts/none.py file false");
  }

  @Test
  void a_pattern_of_paths_is_no_link() {
    String body =
        "`scripts/*.py` `scripts/<name>.py` `scripts/{name}.py` `scripts/$NAME.py` `scripts/a.py`";
    assertThat(told(document("x: y", body, "scripts/a.py").json().at("/traits/links"), "target"))
        .containsExactly("7 scripts/a.py");
  }

  @Test
  void other_skills_are_found_by_what_stands_around_their_names() {
    String body =
        "Use the `deep-tea` skill, then skill \"brew:green\". Skill(serve) is next; this skill is"
            + " `not` it. See [milk](../milk/SKILL.md). The `tea` skill is this one.";
    assertThat(told(traits("x: y", body).path("skills"), "name"))
        .containsExactlyInAnyOrder("7 deep-tea", "7 brew:green", "7 serve", "7 milk");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Warm the pot before you fill it with water.",
        "de | Wärme die Kanne und fülle sie mit Wasser, wenn das Wasser nicht kocht.",
        "es | Calienta la tetera antes de llenarla con el agua que no hierve.",
        "pt | Aqueça o bule antes de colocar a água, que não deve ferver com as folhas.",
        "fr | Chauffez la théière avant de la remplir avec de l'eau qui ne bout pas.",
        "zh | 先温壶，再把水倒进 teapot 里，如果水太热就等一分钟。",
        "ja | ポットを温めてから、お湯を teapot に注ぎます。",
        "ko | 주전자를 데운 다음 물을 teapot 에 붓습니다.",
        "ru | Нагрейте чайник, прежде чем наливать воду.",
        "und | Lorem xyz",
        "en | Unit tests, e2e tests (e.g. e2e/) and the E of O(n), DA, OS as the scope of e2e.",
        "und | e2e: Playwright, e2e/login, e.g. E2E, DE, OS, DA, O, UM, E",
        "und | no como, no como, no como",
      })
  void the_language_is_told_by_script_and_common_words(String tag, String body) {
    assertThat(traits("x: y", body).path("language").asString()).isEqualTo(tag);
  }

  @Test
  void tokens_are_estimated_and_lists_are_bounded() {
    assertThat(traits("x: y", "a".repeat(4_000)).path("tokens_estimated").asInt())
        .isBetween(1_000, 1_050);
    Document many = document("x: y", "[a](b.md) ".repeat(600));
    assertThat(many.json().at("/traits/links")).hasSize(500);
    assertThat(many.json().path("diagnostics").toString())
        .contains("traits-left-out")
        .contains("100 commands");
  }

  @Test
  void files_beside_the_skill_say_what_they_are() {
    JsonNode files = document("x: y", "Do it.", "scripts/run.py", "a.md", "b.bin").json();
    assertThat(files.path("resources").findValuesAsString("kind"))
        .containsExactly("document", "other", "script");
  }

  private static List<String> told(JsonNode entries, String... members) {
    var told = new ArrayList<String>();
    for (JsonNode entry : entries) {
      var one = new StringBuilder(entry.path("line").asString());
      for (String member : members) {
        if (entry.has(member)) {
          one.append(' ').append(entry.path(member).asString());
        }
      }
      told.add(one.toString());
    }
    return told;
  }

  private static JsonNode traits(String field, String body) {
    return document(field, body).json().path("traits");
  }

  private static Document document(String field, String body, String... files) {
    // The fields put the body on line 7, or on line 8 where two are given.
    String text = "---\nname: tea\nmetadata: {}\n" + field + "\n---\n\n" + body + "\n";
    var all = new ArrayList<SkillFile>();
    all.add(SkillFile.of("SKILL.md", text.getBytes(StandardCharsets.UTF_8)));
    for (String file : files) {
      all.add(SkillFile.of(file, new byte[0]));
    }
    var source = SkillSource.of("tea", "SKILL.md", all);
    if (!(new AgentSkillParser().parse(source, Limits.DEFAULT)
        instanceof ParseResult.Parsed(var document, var _))) {
      throw new AssertionError("rejected");
    }
    assertThat(DocumentCheck.check(document.parsedAt(Instant.EPOCH))).isEmpty();
    return document;
  }
}
