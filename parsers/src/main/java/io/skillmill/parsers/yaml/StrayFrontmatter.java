package io.skillmill.parsers.yaml;

import io.skillmill.parsers.repair.FieldLine;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.yaml.Block.Standing;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.util.List;
import java.util.Optional;

/**
 * Searches for a frontmatter where none should be: below other text, in a code block, or without
 * fences. Only what has a name and a description counts, and only near the top, for a text about
 * skills may well show one.
 */
final class StrayFrontmatter {

  /** How many lines are searched. */
  private static final int LINES_MAX = 60;

  private final SourceText text;
  private final List<Diagnostic> findings;
  private final int last;
  private boolean inCode;
  private boolean codeCounts = true;

  StrayFrontmatter(SourceText text, List<Diagnostic> findings) {
    this.text = text;
    this.findings = findings;
    this.last = Math.min(LINES_MAX, text.lineCount());
  }

  Optional<Block> find() {
    for (int number = 1; number <= last; number++) {
      String line = text.line(number);
      if (isCodeFence(line)) {
        inCode = !inCode;
      } else if (line.startsWith("#")) {
        codeCounts &= inCode;
      } else if (!inCode || codeCounts) {
        Optional<Block> block = at(number, line);
        if (block.isPresent()) {
          return block;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Block> at(int number, String line) {
    if (line.stripTrailing().equals("---")) {
      return fenced(number);
    }
    boolean begins = FieldLine.hasKey(line, "name") || FieldLine.hasKey(line, "description");
    return begins ? bare(number) : Optional.empty();
  }

  private Optional<Block> fenced(int opening) {
    for (int number = opening + 1; number <= text.lineCount(); number++) {
      String line = text.line(number);
      if (line.stripTrailing().equals("---")) {
        return holdsBoth(opening + 1, number - 1)
            ? Optional.of(
                found(
                    opening,
                    new Block(opening + 1, number - 1, behind(number + 1), Standing.ASTRAY)))
            : Optional.empty();
      }
      if (number == opening + 1 && !FieldLine.isKnown(line)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Optional<Block> bare(int first) {
    var run = FieldRun.from(text, first, text.lineCount(), false);
    if (!holdsBoth(first, run.lastLine())) {
      return Optional.empty();
    }
    int next = run.nextLine();
    while (next <= text.lineCount() && text.line(next).isBlank()) {
      next++;
    }
    boolean closed = next <= text.lineCount() && Fences.isNearlyFence(text.line(next).strip());
    return Optional.of(
        found(
            first,
            new Block(
                first,
                run.lastLine(),
                behind(closed ? next + 1 : run.nextLine()),
                Standing.ASTRAY)));
  }

  private Block found(int line, Block block) {
    boolean fenced = block.firstLine() > line;
    findings.add(
        Diagnostic.error(
            fenced ? "frontmatter-not-first" : "frontmatter-unfenced",
            (fenced
                    ? "The frontmatter that begins here is not the first thing in the file, so"
                        + " clients do not see it; move it to the top"
                    : "Fields stand here without --- lines around them, so clients do not see"
                        + " them; put them between two --- lines at the top")
                + (line > 1 ? " (the lines above are read as nothing)" : ""),
            Place.of(text.file(), line, 1)));
    return block;
  }

  /** The end of the code block that the frontmatter fills is no part of the body. */
  private int behind(int line) {
    return inCode && line <= text.lineCount() && isCodeFence(text.line(line)) ? line + 1 : line;
  }

  private boolean holdsBoth(int first, int lastLine) {
    boolean name = false;
    boolean description = false;
    for (int number = first; number <= lastLine; number++) {
      String line = text.line(number);
      name |= FieldLine.hasKey(line, "name");
      description |= FieldLine.hasKey(line, "description");
    }
    return name && description;
  }

  private static boolean isCodeFence(String line) {
    return line.startsWith("```") || line.startsWith("~~~");
  }
}
