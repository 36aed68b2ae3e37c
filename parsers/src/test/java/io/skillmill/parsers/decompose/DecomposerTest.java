package io.skillmill.parsers.decompose;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.decompose.Passage.Shape;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.skill.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class DecomposerTest {

  private final List<Diagnostic> findings = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STEP | Read the file | actions | io_read",
        "STEP | First, write the file | actions | io_write",
        "STEP | Frobnicate the thing | actions | transform",
        "STEP | Ask the user | actions | await_input",
        "STEP | Summarise what was found | actions | llm_inference",
        "STEP | Verify that it exists | rules | existence_check",
        "STEP | If it fails, stop | rules | state_check",
        "ITEM | Delete the branch | actions | state_change",
        "ITEM | Note: run it twice | actions | external_call",
        "ITEM | The key must match | rules | consistency_check",
        "ITEM | Do not touch it | rules | validation",
        "ITEM | Is it clean? | rules | state_check",
        "ITEM | Prefer short words | directives | preference",
        "SENTENCE | The goal is a working build | directives | completion",
        "SENTENCE | Important information signifies maintenance | directives | knowledge",
        "SENTENCE | A taskforce asks and readers mustang | directives | knowledge",
        "CHECK | Tests are green | rules | validation",
        "ROW | name: read | directives | knowledge",
        "CODE | must not be a rule | directives | knowledge",
        "COMMAND | git status | actions | external_call",
      })
  void passages_are_classified_by_structure_and_whole_words(
      Shape shape, String text, String kind, String type) {
    JsonNode elements = decompose(Passage.of(shape, text, 0, 1, "")).path(kind);
    assertThat(elements).as(kind).hasSize(1);
    JsonNode element = elements.get(0);
    String member =
        switch (kind) {
          case "actions" -> "action_type";
          case "rules" -> "condition_type";
          default -> "directive_type";
        };
    assertThat(element.path(member).asString()).isEqualTo(type);
  }

  @Test
  void what_asks_a_person_or_a_model_is_not_deterministic() {
    for (String text : List.of("Ask the user", "Explain the result")) {
      JsonNode action = decompose(Passage.of(Shape.STEP, text, 0, 1, "")).path("actions").get(0);
      assertThat(action.path("deterministic").asBoolean()).isFalse();
    }
  }

  @Test
  void a_condition_is_what_stands_before_the_comma() {
    Passage passage = Passage.of(Shape.ITEM, "If the pot is hot, ask for help", 0, 1, "");
    JsonNode rule = decompose(passage).path("rules").get(0);
    assertThat(rule.path("condition_expression").asString()).isEqualTo("If the pot is hot");
    assertThat(rule.path("fail_action").asString()).isEqualTo("escalate");
  }

  @Test
  void sections_that_tell_hold_no_orders() {
    Passage passage = Passage.of(Shape.ITEM, "Convert a file", 0, 1, "Tea > Features");
    assertThat(decompose(passage).path("directives")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ITEM | Convert a file | Tea > When to use it | rules",
        "ITEM | The pot is hot | Tea > 使用时机 | rules",
        "ITEM | Black tea | Tea > Rules | rules",
        "STEP | Warm the pot | Tea > Tips | directives",
        "STEP | Never boil it twice | Tea > Tips | rules",
        "SENTENCE | Use a kettle | Tea > Tips | directives",
        "SENTENCE | After the break, read the label | Tea > Steps | actions",
        "SENTENCE | For green tea, use cooler water | Tea > Steps | rules",
        "ITEM | Use a lid if it is cold outside | Tea > Steps | rules",
        "ITEM | Use a lid if needed | Tea > Steps | actions",
        "CHECK | Warm the pot | Tea > Steps | rules",
        "CHECK | Fill the kettle | Tea > Steps | actions",
        "ITEM | 如果水太热，等一分钟 | Tea > Steps | rules",
        "ITEM | 读取配置文件 | Tea > Steps | actions",
        "ITEM | 設定を確認する | Tea > Steps | actions",
      })
  void headings_scripts_and_conditions_tell_what_a_passage_is(
      Shape shape, String text, String section, String kind) {
    assertThat(decompose(Passage.of(shape, text, 0, 1, section)).path(kind)).hasSize(1);
  }

  @Test
  void the_line_above_a_list_tells_what_its_items_are() {
    assertThat(decompose(under("Never use:", "plastic cups")).path("rules")).hasSize(1);
    assertThat(decompose(under("Load it when:", "the pot is hot")).path("rules")).hasSize(1);
    assertThat(decompose(under("Before you start, identify:", "the pot")).path("actions"))
        .hasSize(1);
    assertThat(decompose(under("What there is:", "the pot")).path("directives")).hasSize(1);
  }

  private static Passage under(String lead, String text) {
    return new Passage(Shape.ITEM, text, 0, 1, "Tea", "", lead, 0);
  }

  @Test
  void an_element_says_how_sure_it_is() {
    JsonNode action = decompose(Passage.of(Shape.COMMAND, "git status", 0, 1, "Tea"));
    double sure = action.at("/actions/0/provenance/extraction/confidence").asDouble();
    JsonNode rest = decompose(Passage.of(Shape.SENTENCE, "Tea is tea", 0, 1, "Tea"));
    assertThat(sure).isBetween(0.8, 1.0);
    assertThat(rest.at("/directives/0/provenance/extraction/confidence").asDouble())
        .isLessThan(sure);
  }

  @Test
  void elements_say_where_they_stand() {
    JsonNode element =
        decompose(Passage.of(Shape.STEP, "Boil it", 6, 13, "Tea")).path("actions").get(0);
    assertThat(element.path("id").asString()).isEqualTo("a_001");
    JsonNode provenance = element.path("provenance");
    assertThat(provenance.path("original_text").asString()).isEqualTo("Boil it");
    assertThat(provenance.at("/location/line_start").asInt()).isEqualTo(2);
    assertThat(provenance.at("/location/section").asString()).isEqualTo("Tea");
  }

  @Test
  void elements_past_the_limit_are_counted() {
    Passage[] many = new Passage[1_100];
    Arrays.fill(many, Passage.of(Shape.STEP, "Boil it", 6, 13, ""));
    assertThat(decompose(many).path("actions")).hasSize(999);
    assertThat(findings).singleElement().asString().contains("101 actions");
  }

  @Test
  void long_names_are_cut_between_words_and_never_inside_a_character() {
    String text = "tea ".repeat(30).strip();
    assertThat(name(text)).hasSizeLessThan(82).endsWith("tea…");
    assertThat(name("\uD83D\uDE00".repeat(60))).doesNotContain("\uFFFD").endsWith("\uDE00…");
    assertThat(name("{\n\"tea\": 1}")).isEqualTo("\"tea\": 1}");
  }

  private String name(String text) {
    JsonNode actions = decompose(Passage.of(Shape.STEP, text, 0, 1, "")).path("actions");
    return actions.get(0).path("name").asString();
  }

  private JsonNode decompose(Passage... passages) {
    byte[] bytes = "first\nBoil it\n".getBytes(StandardCharsets.UTF_8);
    SourceText text = SourceText.read("SKILL.md", bytes, findings).orElseThrow();
    var decomposer = new Decomposer(text, "1", Limits.DEFAULT);
    List.of(passages).forEach(decomposer::add);
    return decomposer.decomposition(findings);
  }
}
