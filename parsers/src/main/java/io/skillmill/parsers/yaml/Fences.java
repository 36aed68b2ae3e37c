package io.skillmill.parsers.yaml;

import io.skillmill.parsers.repair.FieldLine;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.yaml.Block.Standing;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.util.List;
import java.util.Locale;

/** Finds the lines that open and close a frontmatter. */
final class Fences {

  private static final String FENCE = "---";

  private final SourceText text;
  private final List<Diagnostic> findings;

  Fences(SourceText text, List<Diagnostic> findings) {
    this.text = text;
    this.findings = findings;
  }

  Block find() {
    int opening = firstLineNotBlank();
    if (opening == 0) {
      return missing();
    }
    String line = text.line(opening).stripTrailing();
    if (line.equals(FENCE)) {
      if (opening > 1) {
        tell(
            "frontmatter-not-first",
            "Blank lines stand before the frontmatter, so clients do not see it; remove them",
            1);
      }
      return opened(opening, Standing.IN_PLACE);
    }
    if (isNearlyFence(line) && opening < text.lineCount() && isField(opening + 1)) {
      tell(
          "frontmatter-fence",
          "This line is not exactly ---, so clients see no frontmatter;"
              + " write three dashes and nothing else",
          opening);
      return opened(opening, Standing.ASTRAY);
    }
    if (line.startsWith(FENCE) && isWord(line.substring(FENCE.length()))) {
      return foreign(opening, line.substring(FENCE.length()));
    }
    return new StrayFrontmatter(text, findings).find().orElseGet(this::missing);
  }

  private Block missing() {
    tell(
        "frontmatter-missing",
        "The file has no frontmatter, so clients do not load it; begin it with a --- line,"
            + " name, description and another --- line",
        1);
    return Block.none();
  }

  /** Only where a code block gives the language may other readers run what stands here. */
  private Block foreign(int opening, String language) {
    boolean yaml = language.toLowerCase(Locale.ROOT).startsWith("y");
    tell(
        "frontmatter-language",
        yaml
            ? "Most clients do not know a language behind ---; write three dashes and nothing else"
            : "The frontmatter is in the language %s, which is not read, because some readers run"
                    .formatted(language)
                + " it; write it in YAML below a plain ---",
        opening);
    Block block = opened(opening, Standing.ASTRAY);
    return yaml
        ? block
        : new Block(block.firstLine(), block.lastLine(), block.bodyLine(), Standing.FOREIGN);
  }

  private Block opened(int opening, Standing standing) {
    for (int line = opening + 1; line <= text.lineCount(); line++) {
      if (isFence(line) && fieldsFollow(opening, line)) {
        tell(
            "frontmatter-empty",
            "The frontmatter is empty, and its fields stand below it, where clients do not see"
                + " them; remove this line",
            line);
        return opened(line, Standing.ASTRAY);
      }
      if (isFence(line)) {
        return new Block(opening + 1, line - 1, line + 1, standing);
      }
    }
    return unclosed(opening);
  }

  /** Whether there is nothing between two fences, and a field that is known below them. */
  private boolean fieldsFollow(int opening, int closing) {
    return nextFilled(opening) == closing
        && nextFilled(closing) > 0
        && isField(nextFilled(closing));
  }

  /** Without a closing fence, the fields end where something like one stands, or a body begins. */
  private Block unclosed(int opening) {
    tell(
        "frontmatter-unclosed",
        "The frontmatter that begins here is never closed; end it with a --- line",
        opening);
    var run = FieldRun.from(text, opening + 1, text.lineCount(), true);
    return new Block(opening + 1, run.lastLine(), run.nextLine(), Standing.ASTRAY);
  }

  private void tell(String rule, String message, int line) {
    findings.add(Diagnostic.error(rule, message, Place.of(text.file(), line, 1)));
  }

  private boolean isFence(int line) {
    int start = text.startOfLine(line);
    return text.text().startsWith(FENCE, start) && text.line(line).stripTrailing().equals(FENCE);
  }

  private boolean isField(int line) {
    return FieldLine.isKnown(text.line(line));
  }

  /** More or longer dashes, or signs without width around them. */
  static boolean isNearlyFence(String line) {
    int dashes = 0;
    for (int i = 0; i < line.length(); i++) {
      switch (line.charAt(i)) {
        case '-' -> dashes++;
        case '\u2013', '\u2014' -> dashes += 2;
        case '\uFEFF', '\u200B', ' ' -> {}
        default -> {
          return false;
        }
      }
    }
    return dashes >= 2;
  }

  private static boolean isWord(String word) {
    return !word.isEmpty() && word.chars().allMatch(Character::isLetterOrDigit);
  }

  private int firstLineNotBlank() {
    return nextFilled(0);
  }

  /** The next line that is not blank; 0 where there is none. */
  private int nextFilled(int after) {
    for (int line = after + 1; line <= text.lineCount(); line++) {
      if (!text.line(line).isBlank()) {
        return line;
      }
    }
    return 0;
  }
}
