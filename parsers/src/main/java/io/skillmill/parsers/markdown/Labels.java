package io.skillmill.parsers.markdown;

/** Finds where a label that is set apart ends, and what it labels begins. */
final class Labels {

  private static final String SIGNS = ":：-–—→=";

  private Labels() {}

  /**
   * Where the words begin behind a label; 0 where there is no label, and the end where there is
   * nothing else.
   *
   * @param set how much at the start is strong or code
   */
  static int end(String text, int set) {
    if (set <= 0) {
      return 0;
    }
    if (set >= text.length()) {
      return text.length();
    }
    int from = blanks(text, set);
    boolean closed = ":：".indexOf(text.charAt(set - 1)) >= 0;
    int end = from;
    while (end < text.length() && SIGNS.indexOf(text.charAt(end)) >= 0) {
      end = blanks(text, end + 1);
    }
    if (end == from && text.charAt(from) == '(') {
      return afterParentheses(text, from);
    }
    return end > from || closed ? end : 0;
  }

  /** A label may say more of itself in parentheses: {@code name (required): text}. */
  private static int afterParentheses(String text, int from) {
    int close = text.indexOf(')', from);
    int sign = close < 0 ? text.length() : blanks(text, close + 1);
    boolean signed = sign < text.length() && SIGNS.indexOf(text.charAt(sign)) >= 0;
    return signed ? blanks(text, sign + 1) : 0;
  }

  private static int blanks(String text, int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
