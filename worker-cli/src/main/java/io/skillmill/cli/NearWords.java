package io.skillmill.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Guesses which word was meant by a misspelt one. */
final class NearWords {

  private static final int GUESSES_MAX = 3;
  private static final int WORD_LENGTH_MAX = 40;

  private NearWords() {}

  /** The nearest of the words that are there, nearest first; none where none is near. */
  static List<String> of(String typed, Collection<String> words) {
    if (typed.length() > WORD_LENGTH_MAX) {
      return List.of();
    }
    return words.stream()
        .filter(word -> near(typed, word))
        .sorted(Comparator.comparingInt((String word) -> rank(typed, word)))
        .limit(GUESSES_MAX)
        .toList();
  }

  private static boolean near(String typed, String word) {
    return isStart(typed, word)
        || distance(typed, word) <= Math.max(1, Math.min(typed.length(), word.length()) / 3);
  }

  private static boolean isStart(String typed, String word) {
    return typed.length() >= 2 && word.startsWith(typed);
  }

  private static int rank(String typed, String word) {
    return isStart(typed, word) ? 0 : distance(typed, word);
  }

  /** How many letters must be added, left out, changed or swapped with their neighbour. */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, new int[] {i, j});
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int[] at) {
    int i = at[0];
    int j = at[1];
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
    best = Math.min(best, cost[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
