package io.skillmill.parsers.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.skill.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Holds the scanner to what commonmark-java reads, on random texts and on real skills. Texts with
 * tags are left out, for those are read otherwise on purpose; so are the few corners named below.
 */
class BlocksBesideOracleTest {

  static final int NESTING_MAX = 100;

  private static final long SEED = Long.getLong("skillmill.seed", System.nanoTime());
  private static final int ROUNDS = Integer.getInteger("skillmill.rounds", 20_000);

  /** Pieces that make blocks and inlines, and words between them. */
  private static final String[] PIECES = {
    "a",
    "b c",
    "\n",
    "\n",
    "\n\n",
    "- ",
    "* ",
    "1. ",
    "2) ",
    "  ",
    "    ",
    "> ",
    "#",
    "# ",
    "## x\n",
    "```",
    "```\n",
    "~~~\n",
    "`",
    "``",
    "*",
    "**",
    "_",
    "__",
    "[",
    "]",
    "](u)",
    "![",
    "](<w> \"t\")",
    "[a]: u\n",
    "[a]",
    "|",
    "| a | b |\n|-|-|\n",
    "---\n",
    "===\n",
    "<https://a.b>",
    "&amp;",
    "\\*",
    "é",
    "。",
    ".",
    ":",
    "!",
    " ",
    "x"
  };

  @Test
  void random_texts_have_the_blocks_that_commonmark_finds() {
    var random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      var text = new StringBuilder();
      for (int n = 1 + random.nextInt(12); n > 0; n--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      if (comparable(text.toString()) && !odd(text.toString())) {
        assertThat(outline(text.toString()))
            .as("-Dskillmill.seed=%d in round %d: %s", SEED, round, text)
            .isEqualTo(OracleOutline.of(text.toString()));
      }
    }
  }

  @Test
  void real_skills_have_the_blocks_that_commonmark_finds() throws IOException {
    String corpus = System.getenv("SKILLMILL_CORPUS");
    if (corpus == null) {
      System.out.println("skipped: real skills beside commonmark, as SKILLMILL_CORPUS is not set");
      return;
    }
    int compared = 0;
    try (var files = Files.walk(Path.of(corpus, "skills"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String body = body(Files.readAllBytes(file));
        if (comparable(body)) {
          compared++;
          assertThat(outline(body)).as(file.toString()).isEqualTo(OracleOutline.of(body));
        }
      }
    }
    assertThat(compared).isGreaterThan(150);
  }

  private static String body(byte[] bytes) {
    var findings = new ArrayList<Diagnostic>();
    String text = SourceText.read("SKILL.md", bytes, findings).map(SourceText::text).orElse("");
    int end = text.startsWith("---\n") ? text.indexOf("\n---\n", 3) : -1;
    return end < 0 ? text : text.substring(end + 5);
  }

  /**
   * Tags apart, these corners are read otherwise: blanks between a backslash and the end of its
   * line, blanks at the end of a line in a code span, entities and escapes behind a fence, an item
   * that opens with a definition, and a table whose rows have no bars.
   */
  private static boolean comparable(String text) {
    boolean tag = false;
    for (int at = text.indexOf('<'); at >= 0 && !tag; at = text.indexOf('<', at + 1)) {
      char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
      boolean link = text.startsWith("<https:", at) || text.startsWith("<w>", at);
      tag = !link && (Character.isLetter(next) || next == '/' || next == '!' || next == '?');
    }
    return !tag
        && !text.contains("\\ ")
        && !text.contains("\\\n")
        && !(text.contains("`") && text.contains(" \n"))
        && !(text.contains("[a]: u")
            && (text.contains("- ")
                || text.contains("* ")
                || text.contains(". ")
                || text.contains(") ")))
        && !(text.contains("|-|") && text.contains("\n    "));
  }

  /** Only chance writes definitions into other lines, a bar alone, or code below such a table. */
  private static boolean odd(String text) {
    return text.lines().anyMatch(line -> line.strip().equals("|") || defines(line))
        || (text.contains("|-") && text.contains("\n    "));
  }

  private static boolean defines(String line) {
    return line.contains("]:") && !line.equals("[a]: u");
  }

  private static List<String> outline(String text) {
    var blocks = Blocks.read(text, 0, NESTING_MAX);
    var inlines = blocks.inlines();
    var lines = new ArrayList<String>();
    for (Block block : blocks.all()) {
      switch (block) {
        case Block.Heading heading ->
            lines.add("heading " + heading.level() + " " + inlines.read(heading.lines()).plain());
        case Block.Paragraph paragraph ->
            lines.add(
                "text "
                    + paragraph.mark()
                    + " "
                    + paragraph.depth()
                    + " "
                    + inlines.read(paragraph.lines()).plain());
        case Block.Code code -> lines.add("code " + literal(text, code.lines()));
        case Block.Html html -> lines.add("html " + literal(text, html.lines()));
        case Block.Table table -> rows(table, inlines, lines);
      }
    }
    lines.replaceAll(BlocksBesideOracleTest::squeezed);
    return lines;
  }

  private static void rows(Block.Table table, Inlines inlines, List<String> lines) {
    int columns = table.rows().getFirst().cells().count();
    for (Block.Row row : table.rows()) {
      var told = new StringBuilder("row");
      for (int i = 0; i < Math.min(columns, row.cells().count()); i++) {
        told.append('|').append(inlines.cell(row, i).plain().strip());
      }
      lines.add(withoutEmptyCells(told.toString()));
    }
  }

  private static String literal(String text, Lines lines) {
    var literal = new StringBuilder();
    for (int i = 0; i < lines.count(); i++) {
      literal.append(text, lines.start(i), lines.end(i)).append('\n');
    }
    return literal.toString();
  }

  /** Cells that are missing at the end of a row are the same as empty ones. */
  static String withoutEmptyCells(String row) {
    return row.replaceAll("\\|+$", "");
  }

  /** How white space is spread does not count. */
  static String squeezed(String line) {
    return line.replaceAll("\\s+", " ").strip();
  }
}
