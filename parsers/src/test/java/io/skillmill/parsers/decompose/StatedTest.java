package io.skillmill.parsers.decompose;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.text.SourceText;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StatedTest {

  @Test
  void what_is_stated_stands_among_the_rest_with_its_pointer_and_its_kind() {
    var decomposer = decomposer("{\"name\": \"get\"}");
    decomposer.action(new Stated("get", "Gets it", 9, 14, "tools")).put("action_type", "io_read");

    JsonNode action = only(decomposer, "actions");
    assertThat(action.path("id").asString()).isEqualTo("a_001");
    assertThat(action.path("name").asString()).isEqualTo("get");
    assertThat(action.path("description").asString()).isEqualTo("Gets it");
    JsonNode provenance = action.path("provenance");
    assertThat(provenance.path("source").path("kind").asString()).isEqualTo("mcp_tool");
    assertThat(provenance.path("original_text").asString()).isEqualTo("\"get\"");
    assertThat(provenance.path("location").path("json_pointer").asString()).isEqualTo("/at9");
    assertThat(provenance.path("location").path("locator").asString()).isEqualTo("t.json#/at9");
    assertThat(provenance.path("location").path("column_start").asInt()).isEqualTo(10);
  }

  @Test
  void a_long_original_is_cut_and_said_to_be() {
    var decomposer = decomposer("x".repeat(9_000));
    decomposer.rule(new Stated("x", "x", 0, 9_000, ""));
    decomposer.directive(new Stated("x", "x", 0, 100, ""));

    JsonNode provenance = only(decomposer, "rules").path("provenance");
    assertThat(provenance.path("original_text").asString()).hasSize(4_000);
    assertThat(provenance.path("extraction").path("notes").asString())
        .isEqualTo("original_text is the beginning of 9000 characters");
    assertThat(only(decomposer, "directives").path("provenance").path("extraction").has("notes"))
        .isFalse();
  }

  @Test
  void the_first_verb_tells_what_an_instruction_amounts_to() {
    assertThat(Decomposer.actionType("delete the file")).contains("state_change");
    assertThat(Decomposer.actionType("then read the file")).contains("io_read");
    assertThat(Decomposer.actionType("a file")).isEmpty();
    assertThat(Decomposer.actionType("")).isEmpty();
  }

  private static Decomposer decomposer(String text) {
    var origin = new Origin("mcp_tool", offset -> "/at" + offset);
    return new Decomposer(SourceText.of("t.json", text), "1", Limits.DEFAULT, origin);
  }

  private static JsonNode only(Decomposer decomposer, String kind) {
    JsonNode elements = decomposer.decomposition(new ArrayList<>()).path(kind);
    assertThat(elements).hasSize(1);
    return elements.path(0);
  }
}
