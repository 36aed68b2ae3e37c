package io.skillmill.parsers.located;

import tools.jackson.core.JacksonException;

/** Says in words for people why a text is no JSON, and what to do. */
final class JsonFault {

  private static final String CHARACTER = "Unexpected character ('";
  private static final String WORD = "Unrecognized token '";
  private static final String ESCAPE = "Unrecognized character escape '";

  private JsonFault() {}

  /**
   * @param text the whole text
   * @param offset where it is no JSON any more
   */
  static String told(JacksonException e, String text, int offset) {
    String said = e.getOriginalMessage();
    if (said.startsWith("Unexpected end-of-input")) {
      return "it ends in the middle of a value; add what is missing";
    }
    if (said.startsWith(ESCAPE)) {
      return "\\%c is no escape; write a backslash twice".formatted(said.charAt(ESCAPE.length()));
    }
    if (said.startsWith(WORD)) {
      String word = said.substring(WORD.length(), said.indexOf('\'', WORD.length()));
      return "%s is no value; put texts in double quotes".formatted(Shown.of(word));
    }
    if (said.startsWith("Illegal unquoted character")) {
      return "a control character stands within a text; write \\n for a line feed, \\t for a tab";
    }
    if (said.startsWith("Illegal character ((CTRL")) {
      return "a control character stands here; remove it";
    }
    return said.startsWith(CHARACTER)
        ? character(said.charAt(CHARACTER.length()), text, offset)
        : plain(said);
  }

  private static String character(char found, String text, int offset) {
    if (found == '}' || found == ']') {
      int before = Math.min(offset, text.length()) - 1;
      while (before >= 0
          && (Character.isWhitespace(text.charAt(before)) || text.charAt(before) == found)) {
        before--;
      }
      if (before >= 0 && text.charAt(before) == ',') {
        return "nothing follows the last comma; remove it";
      }
    }
    return switch (found) {
      case '/', '#' -> "JSON has no comments; remove this one";
      case '\'' -> "a text stands in single quotes; use double quotes";
      default ->
          "there must be no %s here; remove it, or what it does not fit"
              .formatted(Shown.of(String.valueOf(found)));
    };
  }

  /** Without what the reader says of its own settings. */
  private static String plain(String said) {
    int end = said.indexOf(" (start marker");
    String first = end < 0 ? said : said.substring(0, end);
    int line = first.indexOf('\n');
    return (line < 0 ? first : first.substring(0, line)) + "; correct it";
  }
}
