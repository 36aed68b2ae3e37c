package io.skillmill.parsers.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlocksTest {

  @Test
  void items_say_how_they_are_marked_and_how_deep_they_stand() {
    assertThat(paragraphs("a\n\n1. b\n   - c\n\n     d\n2. e\n> f\n"))
        .containsExactly(
            "NONE 0 a", "NUMBER 1 b", "BULLET 2 c", "NONE 2 d", "NUMBER 1 e", "NONE 0 f");
  }

  @Test
  void text_between_lines_of_tags_is_markdown() {
    String text = "<rules>\n- Never stop\n</rules>\n\n<b>Go</b> on, <name>.\n";
    assertThat(paragraphs(text)).containsExactly("BULLET 1 Never stop", "NONE 0 Go on, <name>.");
  }

  @Test
  void comments_and_scripts_are_no_text() {
    assertThat(Blocks.read("<!-- a\n\nb -->\n<script>\nc\n</script>\nd\n", 0, 9).all())
        .hasExactlyElementsOfTypes(Block.Html.class, Block.Code.class, Block.Paragraph.class);
  }

  @Test
  void every_character_knows_where_it_stands() {
    String text = "> Read **the\n> [long](b)** `c` &amp; \\* d\n";
    var blocks = Blocks.read(text, 0, 9);
    Inlines inlines = blocks.inlines().read(((Block.Paragraph) blocks.all().getFirst()).lines());
    assertThat(inlines.plain()).isEqualTo("Read the long c & * d");
    assertThat(text.substring(inlines.offset(9), inlines.offset(9) + 4)).isEqualTo("long");
    assertThat(text.substring(inlines.offset(16), inlines.offset(16) + 5)).isEqualTo("&amp;");
    assertThat(text.charAt(inlines.offset(20))).isEqualTo('d');
  }

  @Test
  void what_is_strong_or_code_at_the_start_is_known() {
    assertThat(inlines("**Load it**: read").strong()).isEqualTo(7);
    assertThat(inlines("[**Load**](x): read").strong()).isEqualTo(4);
    assertThat(inlines("`--flag` does").code()).isEqualTo(6);
    assertThat(inlines("plain **then** strong").strong()).isZero();
  }

  @Test
  void links_say_where_they_lead_and_what_they_say() {
    String text = "[a **b**](c.md \"t\"), ![d](e), [f][g], <http://h.i>\n\n[g]: j\n";
    var blocks = Blocks.read(text, 0, 9);
    Inlines inlines = blocks.inlines();
    inlines.read(((Block.Paragraph) blocks.all().getFirst()).lines());
    assertThat(inlines.links())
        .extracting(link -> link.target() + " " + link.text())
        .containsExactlyInAnyOrder("c.md a b", "e d", "j f", "http://h.i http://h.i");
    Inlines.Link first =
        inlines.links().stream()
            .filter(link -> link.target().equals("c.md"))
            .findFirst()
            .orElseThrow();
    assertThat(text.substring(first.start(), first.end())).isEqualTo("[a **b**](c.md \"t\")");
  }

  @Test
  void what_nests_too_deep_is_text() {
    var blocks = Blocks.read("> > > a\n", 0, 2);
    assertThat(blocks.flattened()).isTrue();
    assertThat(Blocks.read("> > a\n", 0, 2).flattened()).isFalse();
  }

  @Test
  void a_table_ends_at_a_blank_line_and_keeps_bars_that_are_escaped() {
    String text = "| a | b |\n|---|:-:|\n| `c \\| d` | e\nno bar\n\nafter\n";
    var blocks = Blocks.read(text, 0, 9);
    var table = (Block.Table) blocks.all().getFirst();
    assertThat(table.rows()).hasSize(3);
    assertThat(blocks.inlines().cell(table.rows().get(1), 0).plain()).isEqualTo("c | d");
  }

  private static Inlines inlines(String text) {
    var blocks = Blocks.read(text, 0, 9);
    return blocks.inlines().read(((Block.Paragraph) blocks.all().getFirst()).lines());
  }

  private static List<String> paragraphs(String text) {
    var blocks = Blocks.read(text, 0, 9);
    var inlines = blocks.inlines();
    var told = new ArrayList<String>();
    for (Block block : blocks.all()) {
      if (block instanceof Block.Paragraph(Lines lines, Block.Mark mark, int depth)) {
        told.add(mark + " " + depth + " " + inlines.read(lines).plain());
      }
    }
    return told;
  }
}
