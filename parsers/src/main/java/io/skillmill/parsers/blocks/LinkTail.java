package io.skillmill.parsers.blocks;

/** Reads what stands behind the text of a link: {@code (target "title")}. */
final class LinkTail {

  /** How deep parentheses may nest in a target. */
  private static final int PARENTHESES_MAX = 32;

  private LinkTail() {}

  /** Where a target ends, with its angle brackets; its start where there is none. */
  static int targetEnd(String text, int start, int end) {
    if (start < end && text.charAt(start) == '<') {
      for (int i = start + 1; i < end && text.charAt(i) != '\n' && text.charAt(i) != '<'; i++) {
        if (text.charAt(i) == '>') {
          return i + 1;
        }
        i += text.charAt(i) == '\\' ? 1 : 0;
      }
      return start;
    }
    int open = 0;
    int i = start;
    while (i < end && text.charAt(i) > ' ') {
      char c = text.charAt(i);
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (open < 0) {
        return i;
      }
      if (open > PARENTHESES_MAX) {
        return start;
      }
      i += c == '\\' && i + 1 < end && text.charAt(i + 1) > ' ' ? 2 : 1;
    }
    return open > 0 ? start : i;
  }

  /** What is written as a target, without angle brackets. */
  static String target(String text, int start, int end) {
    return text.charAt(start) == '<'
        ? text.substring(start + 1, end - 1)
        : text.substring(start, end);
  }

  /** Where a title ends; -1 where none begins here, or it is not closed. */
  static int titleEnd(String text, int start, int end) {
    if (start >= end) {
      return -1;
    }
    char open = text.charAt(start);
    char close = open == '(' ? ')' : open;
    if (open != '"' && open != '\'' && open != '(') {
      return -1;
    }
    for (int i = start + 1; i < end; i++) {
      char c = text.charAt(i);
      if (c == close) {
        return i + 1;
      }
      if (c == '(' && open == '(') {
        return -1;
      }
      i += c == '\\' ? 1 : 0;
    }
    return -1;
  }
}
