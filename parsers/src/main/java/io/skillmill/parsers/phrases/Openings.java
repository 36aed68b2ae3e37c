package io.skillmill.parsers.phrases;

import java.util.List;

/** With which two characters phrases begin: what nearly every place of a text can be refused by. */
final class Openings {

  /** All characters beyond ASCII count as this one. */
  private static final int OTHERS = 0x7F;

  private static final int BITS = 7;

  /** At places where a word begins, and at those where one goes on. */
  private final boolean[][] pairs = new boolean[2][1 << (2 * BITS)];

  Openings(List<Phrase> phrases) {
    for (Phrase phrase : phrases) {
      add(pairs[0], phrase.text());
      if (!phrase.wholeStart()) {
        add(pairs[1], phrase.text());
      }
    }
  }

  private static void add(boolean[] pairs, String text) {
    int first = index(text.charAt(0)) << BITS;
    if (text.length() > 1) {
      pairs[first | index(text.charAt(1))] = true;
    } else {
      java.util.Arrays.fill(pairs, first, first + (1 << BITS), true);
    }
  }

  /** The pairs for places where a word begins, or goes on. */
  boolean[] pairs(boolean goesOn) {
    return pairs[goesOn ? 1 : 0];
  }

  static int pair(char first, char second) {
    return index(first) << BITS | index(second);
  }

  private static int index(char c) {
    return Math.min(c, OTHERS);
  }
}
