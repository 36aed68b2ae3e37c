package io.skillmill.parsers.phrases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Phrases by their first character, their second, and so on. The children of a state lie side by
 * side, those of the first states first, so that what is used most lies close together.
 */
final class Trie {

  static final int ROOT = 0;

  /** Where no phrase goes on; nothing leads back to the root. */
  static final int NONE = 0;

  private static final int ASCII = 0x80;

  /** How many states fit; enough for some ten thousand phrases. */
  private static final int STATES_MAX = 1 << 16;

  private static final int[] NO_PHRASE = {};

  private final List<Phrase> phrases;

  /** The numbers of the phrases in the order of their texts. */
  private final int[] sorted;

  private char[] labels = new char[64];
  private int[] children = new int[65];
  private int[][] found = new int[64][];
  private int size = 1;

  private final int[] firsts = new int[ASCII];
  private final char[] seconds = new char[ASCII * ASCII];

  /** Which of the sorted phrases go through a state, and from which character on they differ. */
  private record Range(int from, int to, int depth) {}

  private Trie(List<Phrase> phrases) {
    this.phrases = phrases;
    this.sorted =
        IntStream.range(0, phrases.size())
            .boxed()
            .sorted(Comparator.comparing(number -> phrases.get(number).text()))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  static Trie of(List<Phrase> phrases) {
    var trie = new Trie(phrases);
    trie.build();
    trie.shorten();
    return trie;
  }

  /** The state after one more character; {@link #NONE} where no phrase goes on so. */
  int next(int state, char c) {
    int last = children[state + 1];
    for (int child = children[state]; child < last; child++) {
      if (labels[child] == c) {
        return child;
      }
    }
    return NONE;
  }

  /** The state after a first character, without a search for those of ASCII. */
  int first(char c) {
    return c < firsts.length ? firsts[c] : next(ROOT, c);
  }

  /** The state after the first two characters, without a search for those of ASCII. */
  int second(int first, char one, char two) {
    return one < ASCII && two < ASCII ? seconds[one * ASCII + two] : next(first, two);
  }

  /** The phrases that end at a state. */
  int[] found(int state) {
    return found[state];
  }

  /** Breadth first: states are numbered as they are met, and so are their children. */
  private void build() {
    var ranges = new ArrayList<Range>();
    ranges.add(new Range(0, sorted.length, 0));
    for (int state = 0; state < ranges.size(); state++) {
      Range range = ranges.get(state);
      int at = ending(range);
      found[state] = at == range.from() ? NO_PHRASE : Arrays.copyOfRange(sorted, range.from(), at);
      children[state] = size;
      while (at < range.to()) {
        char label = text(at).charAt(range.depth());
        int from = at;
        while (at < range.to() && text(at).charAt(range.depth()) == label) {
          at++;
        }
        add(label);
        ranges.add(new Range(from, at, range.depth() + 1));
      }
      children[state + 1] = size;
    }
  }

  /** Works out the first two steps, as nearly every search ends there. */
  private void shorten() {
    for (char one = 0; one < ASCII; one++) {
      int first = next(ROOT, one);
      firsts[one] = first;
      for (char two = 0; two < ASCII && first != NONE; two++) {
        seconds[one * ASCII + two] = (char) next(first, two);
      }
    }
  }

  /** One past the phrases of a range that end here; the shortest are sorted first. */
  private int ending(Range range) {
    int at = range.from();
    while (at < range.to() && text(at).length() == range.depth()) {
      at++;
    }
    return at;
  }

  private void add(char label) {
    if (size == STATES_MAX) {
      throw new IllegalArgumentException(
          "The phrases take more than %d states; give fewer".formatted(STATES_MAX));
    }
    if (size == labels.length) {
      labels = Arrays.copyOf(labels, 2 * size);
      children = Arrays.copyOf(children, 2 * size + 1);
      found = Arrays.copyOf(found, 2 * size);
    }
    labels[size++] = label;
  }

  private String text(int at) {
    return phrases.get(sorted[at]).text();
  }
}
