package io.skillmill.parsers.yaml;

import io.skillmill.parsers.text.SourceText;
import io.skillmill.parsers.yaml.Frontmatter.Block;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.util.List;
import java.util.Optional;

/** Finds the lines that open and close a frontmatter. */
final class Fences {

  private static final String FENCE = "---";

  private final SourceText text;
  private final List<Diagnostic> findings;

  Fences(SourceText text, List<Diagnostic> findings) {
    this.text = text;
    this.findings = findings;
  }

  Optional<Block> find() {
    int opening = firstLineNotBlank();
    if (opening == 0 || !isFence(opening)) {
      findings.add(
          Diagnostic.error(
              "frontmatter-missing",
              "The file has no frontmatter, so clients do not load it; begin it with a --- line,"
                  + " name, description and another --- line",
              Place.startOf(text.file())));
      return Optional.empty();
    }
    if (opening > 1) {
      findings.add(
          Diagnostic.error(
              "frontmatter-not-first",
              "Blank lines stand before the frontmatter, so clients do not see it; remove them",
              Place.startOf(text.file())));
    }
    for (int line = opening + 1; line <= text.lineCount(); line++) {
      if (isFence(line)) {
        return Optional.of(new Block(opening + 1, line - 1, line + 1));
      }
    }
    return Optional.of(unclosed(opening));
  }

  /** Without a closing fence, the fields end where a line no longer looks like one. */
  private Block unclosed(int opening) {
    findings.add(
        Diagnostic.error(
            "frontmatter-unclosed",
            "The frontmatter that begins here is never closed; end it with a --- line",
            Place.of(text.file(), opening, 1)));
    int line = opening + 1;
    while (line <= text.lineCount() && belongs(text.line(line))) {
      line++;
    }
    return new Block(opening + 1, line - 1, line);
  }

  private static boolean belongs(String line) {
    return !line.isBlank()
        && line.charAt(0) != '#'
        && (Character.isWhitespace(line.charAt(0)) || LineReader.keyEnd(line) > 0);
  }

  private boolean isFence(int line) {
    return text.line(line).stripTrailing().equals(FENCE);
  }

  private int firstLineNotBlank() {
    for (int line = 1; line <= text.lineCount(); line++) {
      if (!text.line(line).isBlank()) {
        return line;
      }
    }
    return 0;
  }
}
