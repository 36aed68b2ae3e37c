package io.skillmill.parsers;

import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import java.util.List;

/** What came of parsing a source. */
public sealed interface ParseResult {

  List<Diagnostic> diagnostics();

  /**
   * A document was made, whatever its diagnostics say. The parser lists them in the document too,
   * as {@code diagnostics}.
   */
  record Parsed(Document document, List<Diagnostic> diagnostics) implements ParseResult {
    public Parsed {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** No document can be made of this source; at least one diagnostic says why. */
  record Rejected(List<Diagnostic> diagnostics) implements ParseResult {
    public Rejected {
      diagnostics = List.copyOf(diagnostics);
      if (diagnostics.isEmpty()) {
        throw new IllegalArgumentException("A rejection must say why");
      }
    }
  }
}
