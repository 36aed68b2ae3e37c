package io.skillmill.parsers.blocks;

import java.util.Optional;
import java.util.Set;

/** The kinds of HTML that are no text, by how they begin and end. */
enum HtmlKind {
  RAW(""),
  COMMENT("-->"),
  INSTRUCTION("?>"),
  DECLARATION(">"),
  CDATA("]]>");

  private static final Set<String> RAW_TAGS = Set.of("script", "pre", "style", "textarea");

  private final String close;

  HtmlKind(String close) {
    this.close = close;
  }

  /** Whether the line ends it. */
  boolean endsIn(String text, int start, int end) {
    return this == RAW ? closesRaw(text, start, end) : text.indexOf(close, start, end) >= 0;
  }

  /** What kind begins here, if any does. */
  static Optional<HtmlKind> at(String text, int start, int end) {
    if (text.startsWith("<!--", start)) {
      return Optional.of(COMMENT);
    }
    if (text.startsWith("<?", start)) {
      return Optional.of(INSTRUCTION);
    }
    if (text.startsWith("<![CDATA[", start)) {
      return Optional.of(CDATA);
    }
    if (text.startsWith("<!", start)) {
      return start + 2 < end && Tag.isLetter(text.charAt(start + 2))
          ? Optional.of(DECLARATION)
          : Optional.empty();
    }
    return opensRaw(text, start, end) ? Optional.of(RAW) : Optional.empty();
  }

  static boolean opensRaw(String text, int start, int end) {
    for (String tag : RAW_TAGS) {
      int after = start + 1 + tag.length();
      if (text.regionMatches(true, start + 1, tag, 0, tag.length())
          && (after >= end || " \t>".indexOf(text.charAt(after)) >= 0)) {
        return true;
      }
    }
    return false;
  }

  private static boolean closesRaw(String text, int start, int end) {
    for (int i = text.indexOf("</", start, end); i >= 0; i = text.indexOf("</", i + 2, end)) {
      for (String tag : RAW_TAGS) {
        if (text.regionMatches(true, i + 2, tag, 0, tag.length())
            && text.startsWith(">", i + 2 + tag.length())) {
          return true;
        }
      }
    }
    return false;
  }
}
