package io.skillmill.parsers.yaml;

import io.skillmill.parsers.repair.FieldLine;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.yaml.Block.Standing;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.util.List;
import java.util.Optional;

/**
 * Notices a frontmatter that lacks its closing fence and so runs on to some line of dashes in the
 * body: its fields end before a heading or many other lines, and no known field comes after.
 */
final class Runaway {

  /** So many lines that are no fields are a body, even without a heading. */
  private static final int LINES_MAX = 5;

  private Runaway() {}

  /** The frontmatter without the body; nothing where it does not run away. */
  static Optional<Block> cut(SourceText text, Block block, List<Diagnostic> findings) {
    var run = FieldRun.from(text, block.firstLine(), block.lastLine(), false);
    if (run.fields() == 0
        || !run.afterBlank()
        || run.lastLine() >= block.lastLine()
        || !isBody(text, run.lastLine() + 1, block.lastLine())) {
      return Optional.empty();
    }
    findings.add(
        Diagnostic.error(
            "frontmatter-unclosed",
            "The frontmatter that begins here seems to end at line %d but is not closed there;"
                    .formatted(run.lastLine())
                + " put a --- line behind it",
            Place.of(text.file(), block.fenceLine(), 1)));
    return Optional.of(
        new Block(block.firstLine(), run.lastLine(), run.nextLine(), Standing.ASTRAY));
  }

  private static boolean isBody(SourceText text, int first, int last) {
    int filled = 0;
    boolean heading = false;
    boolean code = false;
    for (int number = first; number <= last; number++) {
      String line = text.line(number);
      heading |= filled == 0 && line.startsWith("#");
      code |= line.startsWith("```");
      if (!code && FieldLine.isKnown(line)) {
        return false;
      }
      filled += line.isBlank() ? 0 : 1;
    }
    return heading || filled > LINES_MAX;
  }
}
