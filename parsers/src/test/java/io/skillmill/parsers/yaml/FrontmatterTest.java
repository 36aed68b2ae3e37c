package io.skillmill.parsers.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.skill.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontmatterTest {

  private final List<Diagnostic> findings = new ArrayList<>();

  @Test
  void sound_frontmatter_is_read_with_the_lines_of_its_fields() {
    Frontmatter read =
        read("---\nname: tea\ndescription: |\n  One.\n  Two.\nmetadata:\n  v: 1.10\n---\nBody\n");
    assertThat(read.text("name")).contains("tea");
    assertThat(read.text("description")).contains("One.\nTwo.");
    assertThat(read.fields().at("/metadata/v").asString()).isEqualTo("1.10");
    assertThat(read.lines()).containsEntry("description", 3).containsEntry("metadata", 6);
    assertThat(read.bodyLine()).isEqualTo(9);
    assertThat(findings).isEmpty();
  }

  @Test
  void dashes_inside_a_line_do_not_close_it() {
    Frontmatter read = read("---\nname: a---b\n# --- x ---\ndescription: y --- z\n---\n");
    assertThat(read.text("name")).contains("a---b");
    assertThat(read.text("description")).contains("y --- z");
  }

  @Test
  void numbers_and_booleans_make_names_too() {
    assertThat(read("---\nname: 123\n---\n").text("name")).contains("123");
    assertThat(read("---\nname: true\n---\n").text("name")).contains("true");
    assertThat(read("---\nname:\n---\n").text("name")).isEmpty();
    assertThat(read("---\nname: [a]\n---\n").text("name")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "description: Triggers on: **/*.ts",
        "description: **Bold** words",
        "description: > text after the sign",
        "description: [Beta] tool",
        "description: `code` first",
        "description: @mention",
        "description: \"never closed",
        "description: x\n\tindented: by tab",
        "description: x\ndescription: y",
        "description: *alias",
        "description: x\n   bad: indent: here"
      })
  void what_strict_yaml_refuses_is_repaired_field_by_field(String broken) {
    Frontmatter read = read("---\nname: tea\n" + broken + "\n---\nBody\n");
    assertThat(read.text("name")).contains("tea");
    assertThat(read.text("description")).isPresent();
    assertThat(rules()).containsExactly("frontmatter-yaml", "frontmatter-repaired");
  }

  @Test
  void the_place_of_a_yaml_error_is_that_in_the_file() {
    read("---\nname: tea\ndescription: Use when: asked\n---\n");
    assertThat(findings.getFirst().place().line()).isEqualTo(3);
    assertThat(findings.getFirst().place().column()).isEqualTo(22);
  }

  @Test
  void sound_fields_beside_a_broken_one_are_read_as_yaml_reads_them() {
    Frontmatter read = read("---\nname: 'tea'\nwhen: a: b\ndescription: >-\n  One\n  two.\n---\n");
    assertThat(read.text("name")).contains("tea");
    assertThat(read.text("description")).contains("One two.");
    assertThat(read.field("name").orElseThrow().certain()).isTrue();
    assertThat(read.text("when")).contains("a: b");
  }

  @Test
  void a_missing_frontmatter_is_told_and_all_is_body() {
    Frontmatter read = read("# Title\n---\n");
    assertThat(read.present()).isFalse();
    assertThat(read.bodyLine()).isEqualTo(1);
    assertThat(rules()).containsExactly("frontmatter-missing");
  }

  @Test
  void an_unclosed_frontmatter_ends_where_it_no_longer_looks_like_one() {
    Frontmatter read = read("---\nname: tea\ndescription: d\n\n# Title\n");
    assertThat(read.text("description")).contains("d");
    assertThat(read.bodyLine()).isEqualTo(4);
    assertThat(rules()).containsExactly("frontmatter-unclosed");
  }

  @Test
  void blank_lines_before_it_are_told() {
    assertThat(read("\n\n---\nname: tea\n---\n").text("name")).contains("tea");
    assertThat(rules()).containsExactly("frontmatter-not-first");
  }

  @ParameterizedTest
  @ValueSource(strings = {"---\n---\n", "---\n\n---\n", "---\n---\n\n"})
  void fields_below_an_empty_one_are_read_with_doubt(String empty) {
    Frontmatter read = read(empty + "name: tea\ndescription: x y\n---\nBody\n");
    assertThat(read.text("name")).contains("tea");
    assertThat(read.text("description")).contains("x y");
    assertThat(read.recovered().at("/name/repair").asString()).isEqualTo("unfenced");
    assertThat(rules()).containsExactly("frontmatter-empty");
  }

  @Test
  void an_empty_one_and_one_that_is_no_mapping_are_told() {
    assertThat(read("---\n---\n").present()).isTrue();
    assertThat(rules()).containsExactly("frontmatter-empty");
    findings.clear();
    read("---\n- a\n- b\n---\n");
    assertThat(rules()).containsExactly("frontmatter-not-mapping", "frontmatter-recovered");
  }

  @Test
  void a_few_lines_that_stand_for_billions_are_refused() {
    var bomb = new StringBuilder("---\nname: tea\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s, %s]\n".formatted(i, i, alias, alias));
    }
    Frontmatter read = read(bomb + "---\n");
    assertThat(read.text("name")).contains("tea");
    read = read("---\nname: tea\nloop: &l [*l]\n---\n");
    assertThat(read.text("name")).contains("tea");
    assertThat(rules()).contains("frontmatter-yaml");
  }

  @Test
  void deep_nesting_is_refused_before_it_can_overflow_the_stack() {
    for (String deep : List.of("[".repeat(100_000), "{a: ".repeat(50_000), "- ".repeat(100_000))) {
      assertThat(read("---\nname: tea\nx: \n  " + deep + "\n---\n").text("name")).contains("tea");
    }
    assertThat(rules()).contains("frontmatter-yaml");
  }

  private Frontmatter read(String text) {
    var source = SourceText.read("SKILL.md", text.getBytes(StandardCharsets.UTF_8), findings);
    return Frontmatter.read(source.orElseThrow(), Limits.DEFAULT, findings);
  }

  private List<String> rules() {
    return findings.stream().map(Diagnostic::rule).toList();
  }
}
