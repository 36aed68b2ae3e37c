package io.skillmill.parsers.phrases;

import java.util.List;

/** Gives each character that occurs in a phrase a number, and those that need care a negative. */
final class Alphabet {

  /** A character that no phrase holds. */
  static final int OTHER = 0;

  static final int BLANK = 1;

  static final int UNSEEN = -1;
  static final int SPACE = -2;
  static final int LINE_FEED = -3;
  static final int STAR = -4;
  static final int SURROGATE = -5;

  private static final int CHARS = 1 << 16;

  private final short[] symbols = new short[CHARS];
  private final short[] folded = new short[CHARS];
  private int width = BLANK + 1;

  Alphabet(List<Phrase> phrases) {
    for (Phrase phrase : phrases) {
      phrase
          .text()
          .chars()
          .filter(c -> c != ' ' && folded[c] == 0)
          .forEach(c -> folded[c] = (short) width++);
    }
    for (int c = 0; c < CHARS; c++) {
      symbols[c] = symbol((char) c);
    }
  }

  private short symbol(char c) {
    if (Character.isSurrogate(c)) {
      return SURROGATE;
    }
    if (c == '*') {
      return STAR;
    }
    char plain = Folding.of(c);
    return switch (plain) {
      case Folding.NONE -> UNSEEN;
      case ' ' -> SPACE;
      case '\n' -> LINE_FEED;
      default -> folded[plain];
    };
  }

  int width() {
    return width;
  }

  /** The number of a character of a text, or what care it needs. */
  int symbol(int c) {
    return symbols[c];
  }

  /** The number of a character that is folded already. */
  int plain(char c) {
    return c == ' ' ? BLANK : folded[c];
  }

  int[] symbols(String phrase) {
    return phrase.chars().map(c -> plain((char) c)).toArray();
  }
}
