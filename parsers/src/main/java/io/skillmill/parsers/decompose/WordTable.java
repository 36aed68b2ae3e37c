package io.skillmill.parsers.decompose;

import java.util.List;

/** Finds words among those it was made of, each with its number, without spelling them anew. */
final class WordTable {

  /** What {@link #number} says of a word that it does not have. */
  static final int NONE = -1;

  /** How many places there are for each word, so that most others meet an empty one. */
  private static final int SPARSE = 4;

  private final String[] words;
  private final int[] numbers;
  private final int mask;

  /**
   * @param lines the words of each number, the first of them 0; the first place of a word counts
   */
  WordTable(List<List<String>> lines) {
    int size = lines.stream().mapToInt(List::size).sum();
    int places = Integer.highestOneBit(Math.max(1, size)) * 2 * SPARSE;
    words = new String[places];
    numbers = new int[places];
    mask = places - 1;
    for (int number = 0; number < lines.size(); number++) {
      for (String word : lines.get(number)) {
        put(word, number);
      }
    }
  }

  private void put(String word, int number) {
    int at = slot(Words.hash(word));
    while (words[at] != null && !words[at].equals(word)) {
      at = (at + 1) & mask;
    }
    if (words[at] == null) {
      words[at] = word;
      numbers[at] = number;
    }
  }

  private int slot(int hash) {
    return (hash ^ (hash >>> 15)) & mask;
  }

  /** The number of one of the words; {@link #NONE} past the last as well. */
  int number(Words among, int index) {
    if (index < 0 || index >= among.size()) {
      return NONE;
    }
    int at = slot(among.hash(index));
    while (words[at] != null) {
      if (among.is(index, words[at])) {
        return numbers[at];
      }
      at = (at + 1) & mask;
    }
    return NONE;
  }
}
