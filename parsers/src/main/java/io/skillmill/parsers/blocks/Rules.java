package io.skillmill.parsers.blocks;

/** Recognises the lines that are made of signs: headings, fences, breaks, underlines. */
final class Rules {

  /** spec: "A code fence is a sequence of at least three consecutive backtick characters". */
  private static final int FENCE_MIN = 3;

  private static final int LEVEL_MAX = 6;

  private Rules() {}

  /** How long the run of one character is. */
  static int run(String text, int at, int end) {
    int i = at;
    while (i < end && text.charAt(i) == text.charAt(at)) {
      i++;
    }
    return i - at;
  }

  /** The level of a heading with number signs before it; 0 where there is none. */
  static int headingLevel(String text, int at, int end) {
    int level = run(text, at, end);
    boolean ends = at + level == end || isBlank(text.charAt(at + level));
    return level <= LEVEL_MAX && ends ? level : 0;
  }

  /** A heading's text without the number signs that may close it. */
  static Lines headingText(String text, int from, int lineEnd) {
    int start = from;
    while (start < lineEnd && isBlank(text.charAt(start))) {
      start++;
    }
    int end = trimmed(text, start, lineEnd);
    int signs = end;
    while (signs > start && text.charAt(signs - 1) == '#') {
      signs--;
    }
    boolean closing = signs == start || isBlank(text.charAt(signs - 1));
    return Lines.of(start, closing ? trimmed(text, start, signs) : end);
  }

  /** How long an opening fence is; 0 where there is none. */
  static int fence(String text, int at, int end) {
    int length = run(text, at, end);
    // spec: "Info strings for backtick code blocks cannot contain backticks".
    boolean open =
        length >= FENCE_MIN && (text.charAt(at) == '~' || text.indexOf('`', at + length, end) < 0);
    return open ? length : 0;
  }

  /** Whether the line holds nothing but a fence that closes one of that length. */
  static boolean closesFence(Cursor line, String text, char sign, int length) {
    if (line.indent >= 4 || line.blank() || line.first() != sign) {
      return false;
    }
    int run = run(text, line.next, line.end);
    return run >= length && trimmed(text, line.next + run, line.end) == line.next + run;
  }

  /** Whether a line is a rule across the page: three or more of one sign, and blanks. */
  static boolean thematicBreak(String text, int at, int end) {
    char sign = text.charAt(at);
    int signs = 0;
    for (int i = at; i < end; i++) {
      char c = text.charAt(i);
      if (c == sign) {
        signs++;
      } else if (!isBlank(c)) {
        return false;
      }
    }
    return signs >= 3;
  }

  /** The level of a heading that the line underlines; 0 where it does not. */
  static int underlines(String text, int at, int end) {
    int run = run(text, at, end);
    boolean alone = trimmed(text, at + run, end) == at + run;
    return !alone ? 0 : text.charAt(at) == '=' ? 1 : text.charAt(at) == '-' ? 2 : 0;
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** The end of a stretch without the blanks before it. */
  static int trimmed(String text, int start, int end) {
    int i = end;
    while (i > start && isBlank(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }
}
