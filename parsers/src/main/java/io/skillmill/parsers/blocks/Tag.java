package io.skillmill.parsers.blocks;

/** Recognises a whole opening or closing tag. */
final class Tag {

  private Tag() {}

  /** Whether a line holds tags and nothing else. */
  static boolean alone(String text, int start, int end) {
    if (HtmlKind.opensRaw(text, start, end)) {
      return false;
    }
    int at = start;
    while (at < end && text.charAt(at) == '<') {
      int close = end(text, at, end);
      if (close < 0) {
        return false;
      }
      at = blanks(text, close, end);
    }
    return at == end;
  }

  /** Where the tag that begins here ends; -1 where none does. */
  static int end(String text, int start, int end) {
    boolean closing = text.startsWith("/", start + 1);
    int at = name(text, start + (closing ? 2 : 1), end);
    if (at < 0) {
      return -1;
    }
    while (!closing) {
      int attribute = blanks(text, at, end);
      if (attribute == at || attribute == end || !opensName(text.charAt(attribute))) {
        break;
      }
      at = attribute(text, attribute, end);
      if (at < 0) {
        return -1;
      }
    }
    at = blanks(text, at, end);
    at += !closing && at < end && text.charAt(at) == '/' ? 1 : 0;
    return at < end && text.charAt(at) == '>' ? at + 1 : -1;
  }

  private static int name(String text, int start, int end) {
    int i = start;
    while (i < end && (isLetter(text.charAt(i)) || (i > start && inName(text.charAt(i))))) {
      i++;
    }
    return i == start ? -1 : i;
  }

  /** A name, and a value if there is one; -1 where a quote is not closed. */
  private static int attribute(String text, int start, int end) {
    int i = start;
    while (i < end
        && (opensName(text.charAt(i)) || inName(text.charAt(i)) || text.charAt(i) == '.')) {
      i++;
    }
    int sign = blanks(text, i, end);
    if (sign == end || text.charAt(sign) != '=') {
      return i;
    }
    int value = blanks(text, sign + 1, end);
    if (value == end) {
      return -1;
    }
    char quote = text.charAt(value);
    if (quote == '"' || quote == '\'') {
      int close = text.indexOf(quote, value + 1, end);
      return close < 0 ? -1 : close + 1;
    }
    int bare = value;
    while (bare < end && " \t\"'=<>`".indexOf(text.charAt(bare)) < 0) {
      bare++;
    }
    return bare == value ? -1 : bare;
  }

  private static int blanks(String text, int start, int end) {
    int i = start;
    while (i < end && (Rules.isBlank(text.charAt(i)) || text.charAt(i) == '\n')) {
      i++;
    }
    return i;
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean opensName(char c) {
    return isLetter(c) || c == '_' || c == ':';
  }

  private static boolean inName(char c) {
    return c == '-' || (c >= '0' && c <= '9');
  }
}
