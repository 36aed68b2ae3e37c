package io.skillmill.parsers.detect;

import io.skillmill.parsers.contexts.Context;
import io.skillmill.parsers.contexts.Contexts;
import io.skillmill.parsers.phrases.FoldedText;
import io.skillmill.parsers.secrets.Redaction;

/**
 * One text as detectors see it.
 *
 * @param file its name in the package
 * @param text with line feeds alone
 * @param folded the same as phrases are compared with it
 * @param contexts what each place is
 * @param redaction its secrets
 * @param odd its characters that deceive
 */
public record View(
    String file,
    String text,
    FoldedText folded,
    Contexts contexts,
    Redaction redaction,
    OddRuns odd) {

  /** Looks over a text once for what every detector needs. */
  public static View of(String file, String text, Contexts contexts) {
    FoldedText folded = FoldedText.of(text);
    OddRuns odd = folded.isPlain() ? OddRuns.NONE : OddRuns.of(text);
    return new View(file, text, folded, contexts, Redaction.of(text), odd);
  }

  /** The line that holds an offset, whole. */
  String line(int offset) {
    int line = contexts.line(offset);
    return text.substring(contexts.start(line), contexts.end(line));
  }

  /** The last line of the frontmatter; 0 where there is none. */
  public int frontmatterEnd() {
    int line = 0;
    while (line < contexts.lineCount() && contexts.ofLine(line + 1) == Context.FRONTMATTER) {
      line++;
    }
    return line;
  }
}
