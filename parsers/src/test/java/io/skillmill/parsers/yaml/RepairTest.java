package io.skillmill.parsers.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.repair.Repair;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each repair by its id, with the value that it must give. */
class RepairTest {

  private final List<Diagnostic> findings = new ArrayList<>();

  static Stream<Arguments> broken_texts() {
    return Stream.of(
        broken("quote-colon", "Use when: asked", "Use when: asked"),
        broken("quote-colon", "Use when:", "Use when:"),
        broken("quote-colon", "one\n  two: three\n\n  four", "one two: three\nfour"),
        broken("quote-colon", "a: b # c", "a: b # c"),
        broken("quote-indicator", "**Bold** words", "**Bold** words"),
        broken("quote-indicator", "@mention x", "@mention x"),
        broken("quote-indicator", "`code` first", "`code` first"),
        broken("quote-indicator", "%percent", "%percent"),
        broken("quote-indicator", "[Beta] tool", "[Beta] tool"),
        broken("quote-indicator", "{{X}} tool", "{{X}} tool"),
        broken("quote-indicator", "{{X}}", "{{X}}"),
        broken("quote-indicator", "!important rule", "!important rule"),
        broken("quote-indicator", "*alias", "*alias"),
        broken("quote-indicator", ">=3 things", ">=3 things"),
        broken("quote-indicator", ", then", ", then"),
        broken("quote-indicator", "- one", "- one"),
        broken("block-header-text", "> text after", "text after"),
        broken("block-header-text", "| text after", "text after"),
        broken("block-header-text", "> one\n  two", "one two"),
        broken("block-header-text", "|- one\n  two", "one\ntwo"),
        broken("quote-broken", "\"never closed", "never closed"),
        broken("quote-broken", "'never closed\n  at all", "never closed at all"),
        broken("quote-broken", "\"say \"tea\" twice\"", "say \"tea\" twice"),
        broken("quote-broken", "\"tea\" or \"milk\"", "\"tea\" or \"milk\""),
        broken("quote-broken", "\"tea\" first", "\"tea\" first"),
        broken("quote-broken", "'It's tea'", "It's tea"),
        broken("quote-broken", "\"C:\\tea \\d\"", "C:\tea \\d"),
        broken("quote-broken", "\"tea\",", "tea"),
        broken("quote-column-0", "\"one\ntwo three\"", "one two three"),
        broken("quote-column-0", "'one\nExample: two'", "one Example: two"),
        broken("quote-column-0", "\"one: \\\"x\\\"\n\ntwo\"", "one: \"x\"\ntwo"),
        broken("plain-column-0", "one\ntwo three", "one two three"),
        broken("bad-indent", "|\none of\ntwo of", "one of\ntwo of\n"),
        broken("tab-indent", "|\n\tone\n\ttwo", "one\ntwo\n"),
        broken("tag", "!!str 12", "12"),
        broken("tag", "!!str \"1: 2\"", "1: 2"),
        broken("control-character", "te\u0000a", "tea"),
        broken("quote-colon", "te\u0001a: x", "tea: x"));
  }

  private static Arguments broken(String repair, String yaml, String value) {
    return Arguments.of(repair, yaml, value);
  }

  @ParameterizedTest
  @MethodSource("broken_texts")
  void a_broken_description_is_read_by_its_repair(String repair, String yaml, String value) {
    Frontmatter read = read("name: tea\ndescription: " + yaml + "\nlicense: MIT");
    assertThat(read.field("description").orElseThrow())
        .returns(value, field -> field.value().asString())
        .returns(Repair.ofId(repair), Field::repair)
        .returns(yaml.replace('\0', '\uFFFD'), Field::original);
    assertThat(read.text("name")).contains("tea");
    assertThat(read.text("license")).contains("MIT");
    assertThat(read.field("name").orElseThrow().certain()).isTrue();
    assertThat(findings.getFirst().rule()).isEqualTo("frontmatter-yaml");
    assertThat(findings)
        .anyMatch(finding ->
            finding.rule().equals("frontmatter-repaired")
                && finding.message().contains("description")
                && finding.message().contains(repair)
                && finding.place().line() == 3);
  }

  static Stream<Arguments> broken_trees() {
    return Stream.of(
        broken("flow-value", "x: {\"a\":{\"b\":[1]}", "{\"a\":{\"b\":[\"1\"]}}"),
        broken("flow-value", "x: {\"a\":\\[\"b\"]}", "{\"a\":[\"b\"]}"),
        broken("flow-value", "x: [@a, *b, c: d]", "[\"@a\",\"*b\",\"c: d\"]"),
        broken("flow-value", "x: {\n\"a\": 1", "{\"a\":\"1\"}"),
        broken("quote-colon", "x:\n  a: b: c\n  d: e", "{\"a\":\"b: c\",\"d\":\"e\"}"),
        broken("quote-indicator", "x:\n  - {a}/b\n  - c", "[\"{a}/b\",\"c\"]"),
        broken("quote-indicator", "x:\n  - `a` b\n  - c", "[\"`a` b\",\"c\"]"),
        broken("quote-colon", "x:\n  - a: b: c\n    d: e", "[{\"a\":\"b: c\",\"d\":\"e\"}]"),
        broken("bad-indent", "x:\n  a: b\n   c: d", "{\"a\":\"b\",\"c\":\"d\"}"),
        broken("bad-indent", "y: z\n  x: a", "\"a\""),
        broken("tab-indent", "x:\n\ta: b\n\tc: d", "{\"a\":\"b\",\"c\":\"d\"}"),
        broken("duplicate-key", "x: a\nx: b", "\"b\""),
        broken("duplicate-key", "x: a\nx:", "\"a\""),
        broken("duplicate-key", "x:\n  a: b\n  a: c", "{\"a\":\"c\"}"),
        broken("key-colon", "version:1\ny: [", "\"1\"", "version"),
        broken("key-colon", "description\uFF1Aone two\ny: [", "\"one two\"", "description"),
        broken("quote-indicator", "x: &m\n  a: *m", "{\"a\":\"*m\"}"));
  }

  private static Arguments broken(String repair, String yaml, String value, String field) {
    return Arguments.of(repair, yaml, value, field);
  }

  @ParameterizedTest
  @MethodSource("broken_trees")
  void a_broken_field_beside_sound_ones_is_read_by_its_repair(
      org.junit.jupiter.params.aggregator.ArgumentsAccessor arguments) {
    String field = arguments.size() > 3 ? arguments.getString(3) : "x";
    Frontmatter read = read("name: tea\n" + arguments.getString(1) + "\nlicense: MIT");
    Field found = read.field(field).orElseThrow();
    assertThat(Json.write(found.value())).isEqualTo(arguments.getString(2));
    assertThat(found.repair()).isEqualTo(Repair.ofId(arguments.getString(0)));
    assertThat(read.text("name")).contains("tea");
    assertThat(read.text("license")).contains("MIT");
  }

  @Test
  void fields_in_a_list_are_read() {
    Frontmatter read = read("- name: tea\n- description: Make tea");
    assertThat(read.text("name")).contains("tea");
    assertThat(read.text("description")).contains("Make tea");
    assertThat(read.field("name").orElseThrow().repair()).contains(Repair.LIST_ITEM);
  }

  @Test
  void marks_of_a_merge_conflict_are_passed_over_and_told() {
    Frontmatter read =
        read("name: tea\n<<<<<<< ours\nlicense: MIT\n=======\n>>>>>>> theirs\ndescription: x");
    assertThat(read.fields().propertyNames()).containsExactly("name", "license", "description");
    assertThat(findings.getLast().rule()).isEqualTo("frontmatter-line-ignored");
    assertThat(findings.getLast().place().line()).isEqualTo(3);
  }

  @Test
  void a_name_never_takes_in_the_line_below_it() {
    for (String line :
        List.of("\tbad: one", "  description: two", "<!-- x -->", "words: of: more")) {
      assertThat(read("name: tea\n" + line).text("name")).contains("tea");
    }
  }

  @Test
  void a_quote_that_is_never_closed_does_not_swallow_the_next_field() {
    Frontmatter read = read("name: \"tea\ndescription: Make \"tea\" now\nlicense: \"MIT\"");
    assertThat(read.text("name")).contains("tea");
    assertThat(read.text("description")).contains("Make \"tea\" now");
    assertThat(read.text("license")).contains("MIT");
  }

  @Test
  void every_repair_has_a_stable_id_that_finds_it_again() {
    for (Repair repair : Repair.values()) {
      assertThat(repair.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
      assertThat(Repair.ofId(repair.id())).contains(repair);
      assertThat(repair.cause()).isNotBlank();
    }
    assertThat(Repair.ofId("none")).isEmpty();
  }

  @Test
  void every_repair_is_explained() throws IOException {
    String page = Files.readString(Path.of("../docs/reference/frontmatter.md"));
    for (Repair repair : Repair.values()) {
      assertThat(page).contains("| `" + repair.id() + "` |");
    }
  }

  @Test
  void what_is_recovered_is_listed_for_the_document() {
    Frontmatter read = read("name: tea\ndescription: a: b\nx: te\u0000a");
    assertThat(Json.write(read.recovered()))
        .isEqualTo(
            """
            {"description":{"repair":"quote-colon","line":3,"original":"a: b"},\
            "x":{"repair":"control-character","line":4,"original":"te\uFFFDa"}}\
            """);
    assertThat(read("name: tea").recovered().isEmpty()).isTrue();
  }

  private Frontmatter read(String yaml) {
    String text = "---\n" + yaml + "\n---\nBody\n";
    var source = SourceText.read("SKILL.md", text.getBytes(StandardCharsets.UTF_8), findings);
    findings.removeIf(finding -> !finding.rule().startsWith("frontmatter"));
    return Frontmatter.read(source.orElseThrow(), Limits.DEFAULT, findings);
  }
}
