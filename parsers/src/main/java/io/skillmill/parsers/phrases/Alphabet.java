package io.skillmill.parsers.phrases;

import java.util.List;

/** Gives each character that occurs in some phrases a number; all others share the number 0. */
final class Alphabet {

  private static final int CHARS = 1 << 16;

  private final short[] symbols = new short[CHARS];
  private int width = 1;

  Alphabet(List<Phrase> phrases) {
    phrases.forEach(phrase ->
        phrase
            .text()
            .chars()
            .filter(c -> symbols[c] == 0)
            .forEach(c -> symbols[c] = (short) width++));
  }

  int width() {
    return width;
  }

  /** The number of each character. */
  short[] symbols() {
    return symbols;
  }

  int[] symbols(String phrase) {
    return phrase.chars().map(c -> symbols[c]).toArray();
  }
}
