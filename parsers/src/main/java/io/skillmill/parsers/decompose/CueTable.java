package io.skillmill.parsers.decompose;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Words that hint at a kind; where several kinds are hinted at, the one written first wins. */
final class CueTable {

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final WordTable ranks;
  private final List<Optional<String>> kinds;

  /**
   * @param table one line for each kind: its name, a colon and its words
   */
  CueTable(String table) {
    List<String> lines = table.lines().toList();
    kinds = lines.stream().map(line -> Optional.of(line.substring(0, line.indexOf(':')))).toList();
    ranks = new WordTable(lines.stream().map(CueTable::words).toList());
  }

  private static List<String> words(String line) {
    return BLANKS.splitAsStream(line.substring(line.indexOf(':') + 1).strip()).toList();
  }

  /** The kind that a text's words hint at. */
  Optional<String> kind(Words words) {
    int best = kinds.size();
    for (int i = 0; i < words.size() && best > 0; i++) {
      int rank = ranks.number(words, i);
      best = rank == WordTable.NONE ? best : Math.min(best, rank);
    }
    return best == kinds.size() ? Optional.empty() : kinds.get(best);
  }

  /** The kind that one of the words hints at. */
  Optional<String> kind(Words words, int index) {
    int rank = ranks.number(words, index);
    return rank == WordTable.NONE ? Optional.empty() : kinds.get(rank);
  }

  /** Whether one of the words hints at a kind. */
  boolean contains(Words words, int index) {
    return ranks.number(words, index) != WordTable.NONE;
  }
}
