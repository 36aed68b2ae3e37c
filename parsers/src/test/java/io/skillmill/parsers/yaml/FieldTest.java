package io.skillmill.parsers.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.repair.Repair;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldTest {

  private final List<Diagnostic> findings = new ArrayList<>();

  @Test
  void a_field_knows_where_its_key_and_its_value_stand() {
    Field field = read("---\nname:  'tea'  # one\nwhen: now\n---\n").field("name").orElseThrow();
    assertThat(field.key()).isEqualTo(new Place("SKILL.md", 2, 1, 2));
    assertThat(field.place()).isEqualTo(new Place("SKILL.md", 2, 8, 2));
    assertThat(field.original()).isEqualTo("'tea'");
    assertThat(field.text()).contains("tea");
    assertThat(field.certain()).isTrue();
  }

  @Test
  void a_value_of_several_lines_ends_with_its_last_one() {
    Frontmatter read =
        read("---\nmeta:\n  a: 1\n  b: [x,\n    y]\n\n# c\ntext: |\n  one\n  two\n\nz: 1\n---\n");
    Field meta = read.field("meta").orElseThrow();
    assertThat(meta.place()).isEqualTo(new Place("SKILL.md", 3, 3, 5));
    assertThat(meta.original()).isEqualTo("a: 1\n  b: [x,\n    y]");
    Field text = read.field("text").orElseThrow();
    assertThat(text.place()).isEqualTo(new Place("SKILL.md", 8, 7, 10));
    assertThat(text.original()).isEqualTo("|\n  one\n  two");
  }

  @Test
  void an_absent_value_stands_where_its_key_ends() {
    Field field = read("---\nname:\nwhen: now\n---\n").field("name").orElseThrow();
    assertThat(field.place()).isEqualTo(new Place("SKILL.md", 2, 6, 2));
    assertThat(field.original()).isEmpty();
    assertThat(field.text()).isEmpty();
  }

  @Test
  void characters_of_two_units_do_not_shift_the_places_after_them() {
    Frontmatter read = read("---\nname: \uD83D\uDE00\uD83D\uDE00\nwhen: later\n---\n");
    assertThat(read.field("name").orElseThrow().original()).isEqualTo("\uD83D\uDE00\uD83D\uDE00");
    assertThat(read.field("when").orElseThrow().original()).isEqualTo("later");
    assertThat(read.field("when").orElseThrow().place().column()).isEqualTo(7);
  }

  @Test
  void an_alias_stands_where_it_is_written() {
    Field field = read("---\na: &x tea\nb: *x\n---\n").field("b").orElseThrow();
    assertThat(field.text()).contains("tea");
    assertThat(field.original()).isEqualTo("*x");
    assertThat(field.place().line()).isEqualTo(3);
  }

  @Test
  void a_field_that_no_strict_reader_gives_is_not_certain() {
    Field field = read("---\nname: tea\nwhen: asked: now\n---\n").field("when").orElseThrow();
    assertThat(field.text()).contains("asked: now");
    assertThat(field.original()).isEqualTo("asked: now");
    assertThat(field.repair()).contains(Repair.QUOTE_COLON);
    assertThat(field.certain()).isFalse();
  }

  private Frontmatter read(String text) {
    var source = SourceText.read("SKILL.md", text.getBytes(StandardCharsets.UTF_8), findings);
    return Frontmatter.read(source.orElseThrow(), Limits.DEFAULT, findings);
  }
}
