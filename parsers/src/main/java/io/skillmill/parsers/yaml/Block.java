package io.skillmill.parsers.yaml;

import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.skill.Diagnostic;
import java.util.List;

/**
 * The lines of a frontmatter without the fences around it.
 *
 * @param firstLine its first line
 * @param lastLine its last line; one before the first where it is empty
 * @param bodyLine the first line that belongs to the body
 * @param standing how it stands in the file
 */
record Block(int firstLine, int lastLine, int bodyLine, Standing standing) {

  enum Standing {
    /** Between fences where readers look for it. */
    IN_PLACE,
    /** Somewhere else, or without its fences. */
    ASTRAY,
    /** In a language that is not YAML. */
    FOREIGN,
    NONE
  }

  static Block find(SourceText text, List<Diagnostic> findings) {
    return new Fences(text, findings).find();
  }

  static Block none() {
    return new Block(1, 0, 1, Standing.NONE);
  }

  boolean inPlace() {
    return standing == Standing.IN_PLACE;
  }

  String yaml(SourceText text) {
    return text.text().substring(start(text), end(text));
  }

  /** Where it begins in the text. */
  int start(SourceText text) {
    return text.startOfLine(firstLine);
  }

  /** Where it ends, which is where the line after it begins. */
  int end(SourceText text) {
    return text.startOfLine(lastLine + 1);
  }

  /** The line to name for what concerns it as a whole: that of the fence above. */
  int fenceLine() {
    return Math.max(1, firstLine - 1);
  }
}
