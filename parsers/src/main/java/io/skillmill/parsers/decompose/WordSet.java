package io.skillmill.parsers.decompose;

import java.util.List;

/** Words that mean the same to the classifier. */
final class WordSet {

  private final WordTable table;

  private WordSet(WordTable table) {
    this.table = table;
  }

  static WordSet of(String... words) {
    return new WordSet(new WordTable(List.of(List.of(words))));
  }

  boolean contains(Words words, int index) {
    return table.number(words, index) != WordTable.NONE;
  }

  boolean hasFirst(Words words) {
    return contains(words, 0);
  }

  boolean hasLast(Words words) {
    return contains(words, words.size() - 1);
  }

  boolean hasAny(Words words) {
    for (int i = 0; i < words.size(); i++) {
      if (contains(words, i)) {
        return true;
      }
    }
    return false;
  }
}
