package io.skillmill.parsers.decompose;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words that hint at a kind; where several kinds are hinted at, the one written first wins. */
final class CueTable {

  private final Map<String, Integer> ranks = new HashMap<>();
  private final List<String> kinds;

  /**
   * @param table one line for each kind: its name, a colon and its words
   */
  CueTable(String table) {
    kinds = table.lines().map(line -> line.substring(0, line.indexOf(':'))).toList();
    int rank = 0;
    for (String line : (Iterable<String>) table.lines()::iterator) {
      for (String word : Words.of(line.substring(line.indexOf(':'))).inOrder()) {
        ranks.putIfAbsent(word, rank);
      }
      rank++;
    }
  }

  /** The kind that a text's words hint at. */
  Optional<String> kind(Words words) {
    int best = kinds.size();
    for (String word : words.inOrder()) {
      best = Math.min(best, ranks.getOrDefault(word, best));
    }
    return best == kinds.size() ? Optional.empty() : Optional.of(kinds.get(best));
  }

  /** The kind that one word hints at. */
  Optional<String> kind(String word) {
    return Optional.ofNullable(ranks.get(word)).map(kinds::get);
  }
}
