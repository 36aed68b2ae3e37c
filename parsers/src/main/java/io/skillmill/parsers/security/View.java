package io.skillmill.parsers.security;

import io.skillmill.parsers.contexts.Context;
import io.skillmill.parsers.contexts.Contexts;
import io.skillmill.parsers.secrets.Redaction;

/**
 * One text as detectors see it.
 *
 * @param file its name in the package
 * @param text with line feeds alone
 * @param contexts what each place is
 * @param redaction its secrets
 * @param odd its characters that deceive
 */
record View(String file, String text, Contexts contexts, Redaction redaction, OddRuns odd) {

  static View of(String file, String text, Contexts contexts) {
    return new View(file, text, contexts, Redaction.of(text), OddRuns.of(text));
  }

  /** The line that holds an offset, whole. */
  String line(int offset) {
    int line = contexts.line(offset);
    return text.substring(contexts.start(line), contexts.end(line));
  }

  boolean hasFrontmatter() {
    return contexts.ofLine(1) == Context.FRONTMATTER;
  }
}
