package io.skillmill.parsers.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AgentSkillParserTest {

  private static final String HEAD = "---\nname: tea\ndescription: Makes tea\n---\n";

  private final AgentSkillParser parser = new AgentSkillParser();

  @Test
  void a_skill_file_is_its_own_in_any_letter_case() {
    assertThat(fit("SKILL.md", "")).isEqualTo(Fit.CERTAIN);
    assertThat(fit("skill.MD", "")).isEqualTo(Fit.CERTAIN);
    assertThat(fit("notes.md", HEAD)).isEqualTo(Fit.LIKELY);
    assertThat(fit("notes.md", "text")).isEqualTo(Fit.POSSIBLE);
    assertThat(fit("-", HEAD)).isEqualTo(Fit.POSSIBLE);
    assertThat(fit("tool.json", "{}")).isEqualTo(Fit.NONE);
  }

  @Test
  void the_skill_says_who_it_is() {
    JsonNode meta = parse(HEAD + "# Fine tea\n").path("meta");
    assertThat(meta.path("skill_id").asString()).matches("claude__skill__tea____[a-p]{10}");
    assertThat(meta.path("name").asString()).isEqualTo("tea");
    assertThat(meta.path("title").asString()).isEqualTo("Fine tea");
    assertThat(meta.path("description").asString()).isEqualTo("Makes tea");
    assertThat(meta.has("parse_timestamp")).isFalse();
  }

  @Test
  void every_element_quotes_the_source_and_says_where() {
    JsonNode document =
        parse(HEAD + "One is here. **Read `it`** now.\n\n1. Fill\n   the pot\n\n> - Never spill\n");
    assertThat(places(document))
        .containsExactly(
            "5:14-5 **Read `it`** now.",
            "7:4-8 Fill\n   the pot",
            "10:5-10 Never spill",
            "5:1-5 One is here.");
  }

  @Test
  void shell_blocks_become_commands_with_their_lines() {
    JsonNode document =
        parse(
            HEAD
                + "```sh\n# why\n\n$ one --x \\\n  --y\n$ two\nits output\n```\n"
                + "```bash\nfor f in *; do\n  three\ndone\n```\n");
    assertThat(places(document))
        .containsExactly(
            "8:1-9 $ one --x \\\n  --y", "10:1-10 $ two", "14:1-16 for f in *; do\n  three\ndone");
    JsonNode action = document.path("decomposition").path("actions").get(0);
    assertThat(action.path("description").asString()).isEqualTo("one --x \\\n  --y");
    assertThat(action.path("language").asString()).isEqualTo("sh");
  }

  @Test
  void nothing_of_the_body_is_lost_without_a_word() {
    String body =
        """
        intro-word

        - item-word
          + nested-word

            deep-paragraph-word
        * [ ] box-word

        | head-a | head-b |
        |---|---|
        | cell-a | cell-b |

        ```python
        code-word
        ```

            indented-word

        <div>html-word</div>

        > quote-word

        setext-word
        ===========
        3. Step-word
        """;
    String text = parse(HEAD + body).toString();
    for (String word :
        List.of(
            "intro",
            "item",
            "nested",
            "deep-paragraph",
            "box",
            "cell",
            "code",
            "indented",
            "html",
            "quote",
            "setext",
            "Step")) {
      assertThat(text).contains(word + "-");
    }
    assertThat(findings(HEAD + "<!-- hidden -->\n\nDo it.\n"))
        .extracting(Diagnostic::rule)
        .containsExactly("passed-over");
  }

  @Test
  void entities_and_escapes_keep_their_places() {
    JsonNode document = parse(HEAD + "A &amp; b \\* end. Next &copy; one.\n");
    assertThat(places(document))
        .containsExactly("5:1-5 A &amp; b \\* end.", "5:19-5 Next &copy; one.");
    assertThat(document.at("/decomposition/directives/0/description").asString())
        .isEqualTo("A & b * end.");
  }

  @Test
  void escapes_that_spell_half_a_character_can_be_written_all_the_same() {
    JsonNode document = parse("---\nname: \"a\\uD800b\"\n---\nOne &#xD800; two.\n");
    assertThat(document.at("/meta/name").asString()).isEqualTo("a\uFFFDb");
    assertThat(document.at("/meta/description").asString()).isEqualTo("One \uFFFD two.");
  }

  @Test
  void placeholders_are_text_and_tags_are_not() {
    JsonNode document = parse(HEAD + "The <name> of a <b>pot</b><br> or <!-- not --> cup.\n");
    assertThat(document.at("/decomposition/directives/0/description").asString())
        .isEqualTo("The <name> of a pot or  cup.");
  }

  @Test
  void a_skill_without_frontmatter_is_named_after_its_directory() {
    JsonNode document = parse("# Tea\n\nMakes tea. Boil water.\n");
    assertThat(document.at("/meta/name").asString()).isEqualTo("tea-dir");
    assertThat(document.at("/meta/description").asString()).isEqualTo("Makes tea.");
    assertThat(findings("# Tea\n\nMakes tea.\n"))
        .extracting(Diagnostic::rule)
        .containsExactly("frontmatter-missing", "name-missing", "description-missing");
  }

  @Test
  void other_files_of_the_package_are_resources() {
    var files =
        List.of(
            file("SKILL.md", HEAD),
            file("scripts/a.py", "x"),
            SkillFile.withoutBytes("big", 9, "0".repeat(64)));
    JsonNode document = parse(SkillSource.of("tea-dir", "SKILL.md", files));
    assertThat(document.path("resources").valueStream().map(file -> file.path("name").asString()))
        .containsExactly("big", "scripts/a.py");
  }

  @Test
  void a_megabyte_of_openers_overflows_nothing_on_a_virtual_thread() throws InterruptedException {
    var failures = new ArrayList<Throwable>();
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                for (String opener : List.of(">", "[", "*", "- ", "`", "\0", "> - ")) {
                  result(HEAD + opener.repeat((1 << 20) / opener.length()));
                }
              } catch (Throwable e) {
                failures.add(e);
              }
            });
    thread.join();
    assertThat(failures).isEmpty();
  }

  @Test
  void deep_nesting_is_flattened_and_told() {
    assertThat(findings(HEAD + "> ".repeat(500) + "deep\n"))
        .extracting(Diagnostic::rule)
        .contains("nesting-flattened");
    assertThat(parse(HEAD + "> ".repeat(500) + "deep\n").toString()).contains("deep");
  }

  private Fit fit(String name, String text) {
    return parser.fit(SkillSource.single(name, text.getBytes(StandardCharsets.UTF_8)));
  }

  private ParseResult result(String text) {
    return parser.parse(
        SkillSource.of("tea-dir", "SKILL.md", List.of(file("SKILL.md", text))), Limits.DEFAULT);
  }

  private JsonNode parse(String text) {
    return ((ParseResult.Parsed) result(text)).document().json();
  }

  private JsonNode parse(SkillSource source) {
    return ((ParseResult.Parsed) parser.parse(source, Limits.DEFAULT)).document().json();
  }

  private List<Diagnostic> findings(String text) {
    return result(text).diagnostics();
  }

  private static SkillFile file(String name, String text) {
    return SkillFile.of(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Line, column, last line and text of each element: actions, rules, directives. */
  private static List<String> places(JsonNode document) {
    var places = new ArrayList<String>();
    for (JsonNode kind : document.path("decomposition")) {
      for (JsonNode element : kind) {
        JsonNode location = element.at("/provenance/location");
        places.add(
            "%d:%d-%d %s"
                .formatted(
                    location.path("line_start").asInt(),
                    location.path("column_start").asInt(),
                    location.path("line_end").asInt(),
                    element.at("/provenance/original_text").asString()));
      }
    }
    return places;
  }
}
