package io.skillmill.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.render.Table.Column;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Tables: aligned, cut to the terminal, and safe to show. */
final class TableTest {

  private static final Paint PLAIN = new Paint(false);

  @Test
  void columns_are_aligned_under_their_headings() {
    var table =
        new Table(Column.number("id"), Column.word("state"), Column.path("path"))
            .row("7", "completed", "a/b")
            .row("12345", "failed", "c");
    assertThat(table.lines(80, PLAIN))
        .containsExactly(
            "   id  state      path", //
            "    7  completed  a/b",
            "12345  failed     c");
  }

  @Test
  void a_path_is_cut_in_the_middle_and_a_text_at_its_end() {
    var table =
        new Table(Column.path("path"), Column.text("error"))
            .row("skills/a/very/long/way/to/the/SKILL.md", "because of this and that and more");
    var line = table.lines(40, PLAIN).getLast();
    assertThat(line).hasSizeLessThanOrEqualTo(40);
    assertThat(line).matches("skil\\S*\\.\\.\\.\\S*KILL\\.md {2}because.*\\.\\.\\.");
  }

  @Test
  void what_could_steer_a_terminal_is_taken_out() {
    var table = new Table(Column.path("path")).row("a\u001b[2Jb\nc\u202ed\ud800");
    assertThat(table.lines(80, PLAIN).getLast()).isEqualTo("a [2Jb c?d?");
  }

  @Test
  void no_line_is_wider_than_the_terminal_however_long_its_cells() {
    long seed = System.nanoTime();
    var random = RandomGeneratorFactory.getDefault().create(seed);
    for (int round = 0; round < 500; round++) {
      var table = new Table(Column.number("id"), Column.path("path"), Column.text("error"));
      for (int row = 0; row < 3; row++) {
        table.row(
            "" + random.nextInt(100_000),
            "\ud83d\ude00p".repeat(random.nextInt(60)),
            "e".repeat(random.nextInt(200)));
      }
      int width = random.nextInt(30, 120);
      assertThat(table.lines(width, PLAIN))
          .as("seed %d, round %d", seed, round)
          .allMatch(line -> line.codePointCount(0, line.length()) <= width);
    }
  }
}
