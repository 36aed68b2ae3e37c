package io.skillmill.parsers.decompose;

import java.util.Arrays;

/**
 * The words of a text, wherever they stand in it: cues are compared with whole words, never with
 * parts, in small letters and with straight apostrophes. No word is spelled anew: where it begins,
 * where it ends and its hash are enough to look it up.
 */
final class Words {

  private static final boolean[] ASCII = new boolean[128];

  static {
    for (char c = 0; c < ASCII.length; c++) {
      ASCII[c] = Character.isLetterOrDigit(c) || c == '\'' || c == '_';
    }
  }

  /** How many characters a word has as a rule, with the blank behind it. */
  private static final int CHARACTERS = 5;

  /** What is kept of a word: its start, its end and its hash. */
  private static final int KEPT = 3;

  private static final Words NONE = new Words("", new int[0], 0, 0);

  private final String text;
  private final int[] places;
  private final int from;
  private final int to;

  private Words(String text, int[] places, int from, int to) {
    this.text = text;
    this.places = places;
    this.from = from;
    this.to = to;
  }

  static Words of(String text) {
    return of(text, 0);
  }

  /** The words from a place in the text on. */
  static Words of(String text, int begin) {
    int length = text.length();
    int[] places = new int[((length - begin) / CHARACTERS + 1) * KEPT];
    int end = 0;
    int i = begin;
    while (i < length) {
      if (!inWord(text.charAt(i))) {
        i++;
        continue;
      }
      int start = i;
      int hash = 0;
      for (; i < length; i++) {
        char c = text.charAt(i);
        if (!inWord(c)) {
          break;
        }
        hash = hash * 31 + folded(c);
      }
      if (end == places.length) {
        places = Arrays.copyOf(places, end * 2);
      }
      places[end] = start;
      places[end + 1] = i;
      places[end + 2] = hash;
      end += KEPT;
    }
    return end == 0 ? NONE : new Words(text, places, 0, end / KEPT);
  }

  int size() {
    return to - from;
  }

  /** One of them as it is compared. */
  String at(int index) {
    int place = (from + index) * KEPT;
    var word = new StringBuilder();
    for (int i = places[place]; i < places[place + 1]; i++) {
      word.append(folded(text.charAt(i)));
    }
    return word.toString();
  }

  int hash(int index) {
    return places[(from + index) * KEPT + 2];
  }

  /** Whether one of them is this word; there is none past the last. */
  boolean is(int index, String word) {
    if (index < 0 || index >= size()) {
      return false;
    }
    int place = (from + index) * KEPT;
    int start = places[place];
    int length = word.length();
    if (places[place + 1] - start != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (folded(text.charAt(start + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  boolean begins(String word) {
    return is(0, word);
  }

  boolean begins(String one, String two) {
    return is(0, one) && is(1, two);
  }

  boolean ends(String word) {
    return is(size() - 1, word);
  }

  /** Whether two words follow one another. */
  boolean hasPair(String one, String two) {
    for (int i = 1; i < size(); i++) {
      if (is(i, two) && is(i - 1, one)) {
        return true;
      }
    }
    return false;
  }

  /** The same without its first words. */
  Words from(int index) {
    return index == 0 ? this : new Words(text, places, from + index, to);
  }

  static int hash(String word) {
    int hash = 0;
    for (int i = 0; i < word.length(); i++) {
      hash = hash * 31 + folded(word.charAt(i));
    }
    return hash;
  }

  private static char folded(char c) {
    if (c < 128) {
      return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
    return c == '’' ? '\'' : Character.toLowerCase(c);
  }

  private static boolean inWord(char c) {
    return c < 128 ? ASCII[c] : c == '’' || Character.isLetterOrDigit(c);
  }
}
