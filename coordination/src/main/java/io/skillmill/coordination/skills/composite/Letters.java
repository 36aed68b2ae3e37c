package io.skillmill.coordination.skills.composite;

/** Walks over the text of an expression. */
final class Letters {

  private final String text;
  private int at;

  Letters(String text, int from) {
    this.text = text;
    this.at = from;
  }

  int at() {
    return at;
  }

  /** Where it stands, for people. */
  int column() {
    return at + 1;
  }

  /** The next letter that is not blank, or 0 at the end. */
  char next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  /** Takes this sign if it comes next. */
  boolean take(String sign) {
    next();
    if (text.startsWith(sign, at)) {
      at += sign.length();
      return true;
    }
    return false;
  }

  /** Takes this word if it comes next, and not as the beginning of a longer one. */
  boolean takeWord(String word) {
    next();
    int end = at + word.length();
    if (text.startsWith(word, at) && (end == text.length() || !isNamed(text.charAt(end)))) {
      at = end;
      return true;
    }
    return false;
  }

  /** A name made of letters, digits and underscores; empty where there is none. */
  String name() {
    next();
    int start = at;
    while (at < text.length() && isNamed(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  /** What looks like a number; whether it is one is for others to say. */
  String number() {
    int start = at;
    while (at < text.length() && isOfNumber(start)) {
      at++;
    }
    return text.substring(start, at);
  }

  private boolean isOfNumber(int start) {
    char c = text.charAt(at);
    boolean signed = at > start && "eE".indexOf(text.charAt(at - 1)) >= 0;
    return isDigit(c) || ".eE".indexOf(c) >= 0 || (signed && "+-".indexOf(c) >= 0);
  }

  /** A text in quotes of either sort; a backslash takes the next letter as it is. */
  String quoted() throws MisreadException {
    int start = at;
    char quote = text.charAt(at++);
    var value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == quote) {
        return value.toString();
      }
      if (c == '\\' && at < text.length()) {
        c = escaped(text.charAt(at++));
      }
      value.append(c);
    }
    throw new MisreadException(start + 1, "the text in quotes does not end");
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      default -> c;
    };
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isNamed(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
