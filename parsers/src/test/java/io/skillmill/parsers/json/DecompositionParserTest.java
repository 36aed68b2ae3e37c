package io.skillmill.parsers.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.SkillSource;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DecompositionParserTest {

  private static final String SOUND =
      """
      {"meta": {"skill_id": "mcp__tool__tea", "name": "tea", "schema_version": "2.1.0",
         "skill_layer": "mcp_tool", "parse_timestamp": "2025-01-01T00:00:00Z"},
       "decomposition": {"actions": [
         {"id": "a_001", "name": "Boil", "action_type": "compute", "deterministic": true},
         {"id": "a_002", "name": "Pour", "action_type": "compute", "deterministic": true,
          "provenance": {"level": "basic", "source": {"kind": "web", "ref": "x"},
           "original_text": "pour"}}]},
       "anything": [1]}
      """;

  private final DecompositionParser parser = new DecompositionParser();

  @Test
  void it_knows_its_format_by_name_and_by_content() {
    assertThat(parser.fit(source("tea.json", SOUND))).isEqualTo(Fit.CERTAIN);
    assertThat(parser.fit(source("-", "\n " + SOUND))).isEqualTo(Fit.LIKELY);
    assertThat(parser.fit(source("tea.json", "{\"meta\": 1, \"decomposition\": {}}")))
        .isEqualTo(Fit.NONE);
    assertThat(parser.fit(source("package.json", "{\"name\": \"x\"}"))).isEqualTo(Fit.NONE);
    assertThat(parser.fit(source("SKILL.md", "\"meta\" \"decomposition\""))).isEqualTo(Fit.NONE);
  }

  @Test
  void a_document_passes_through_and_its_elements_say_where_they_stand() {
    JsonNode json = ((ParseResult.Parsed) parse(SOUND)).document().json();
    assertThat(json.path("anything").get(0).asInt()).isEqualTo(1);
    assertThat(json.at("/meta/schema_version").asString()).isEqualTo("2.1.0");
    assertThat(json.at("/meta/first_parsed").asString()).isEqualTo("2025-01-01T00:00:00Z");
    JsonNode added = json.at("/decomposition/actions/0/provenance");
    assertThat(added.path("original_text").asString()).isEqualTo("Boil");
    assertThat(added.at("/location/line_start").asInt()).isEqualTo(4);
    assertThat(added.at("/location/column_start").asInt()).isEqualTo(4);
    assertThat(added.at("/location/json_pointer").asString()).isEqualTo("/decomposition/actions/0");
    assertThat(json.at("/decomposition/actions/1/provenance/level").asString()).isEqualTo("basic");
  }

  @Test
  void what_breaks_the_rules_is_rejected_with_every_finding() {
    String twice = SOUND.replace("a_002", "a_001").replace("\"tea\", \"sch", "\"\", \"sch");
    assertThat(parse(twice))
        .isInstanceOfSatisfying(
            ParseResult.Rejected.class,
            rejected ->
                assertThat(rejected.diagnostics())
                    .extracting(Diagnostic::rule)
                    .containsExactlyInAnyOrder("document-schema", "document-duplicate-id"));
  }

  @Test
  void text_that_is_no_json_is_rejected_at_its_place() {
    var rejected = (ParseResult.Rejected) parse("{\"meta\": {},\n \"decomposition\": ?}");
    assertThat(rejected.diagnostics().getFirst().rule()).isEqualTo("json-malformed");
    assertThat(rejected.diagnostics().getFirst().place().line()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "\"\\ud800\"", "DEEP"})
  void sound_json_that_would_not_read_back_the_same_is_rejected(String value) {
    String deep = "[".repeat(150) + "]".repeat(150);
    var rejected = (ParseResult.Rejected) parse(SOUND.replace("[1]", value.replace("DEEP", deep)));
    assertThat(rejected.diagnostics().getFirst().rule()).isEqualTo("json-unfit");
  }

  private ParseResult parse(String text) {
    return parser.parse(source("tea.json", text), Limits.DEFAULT);
  }

  private static SkillSource source(String name, String text) {
    return SkillSource.single(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
