package io.skillmill.parsers.hosting;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that someone may have meant. */
final class Nearest {

  private static final int LENGTH_MAX = 40;
  private static final int EDITS_MAX = 2;

  private Nearest() {}

  static Optional<String> to(String word, Collection<String> known) {
    if (word.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    int most = Math.min(EDITS_MAX, word.length() / 3);
    return known.stream()
        .filter(each -> edits(bare(word), bare(each)) <= most)
        .min(
            Comparator.<String>comparingInt(each -> edits(bare(word), bare(each)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Without what differs between ways of spelling names. */
  private static String bare(String word) {
    return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /** How many letters must be put in, taken out, changed, or swapped with the next. */
  private static int edits(String one, String other) {
    int[][] edits = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : least(edits, i, j, one, other);
      }
    }
    return edits[one.length()][other.length()];
  }

  private static int least(int[][] edits, int i, int j, String one, String other) {
    boolean same = one.charAt(i - 1) == other.charAt(j - 1);
    int least = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
    least = Math.min(least, edits[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
  }
}
