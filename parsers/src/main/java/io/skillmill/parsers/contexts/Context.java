package io.skillmill.parsers.contexts;

import java.util.Locale;

/** What a place of a text is. */
public enum Context {
  /** Between the {@code ---} lines at the top. */
  FRONTMATTER,
  /** Paragraphs and items of lists. */
  PROSE,
  HEADING,
  TABLE,
  /** A block quotation. */
  QUOTE,
  /** A block of code, fenced or indented. */
  FENCE,
  /** Code between backticks in a line. */
  CODE,
  /** An HTML comment, which is not rendered. */
  COMMENT,
  /** Where a link or picture leads. */
  LINK,
  /** A program's text, in a file of its own. */
  SCRIPT,
  /** A file of settings or values. */
  DATA,
  /** A text that somebody handed over, such as a tool's description. */
  TEXT;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
