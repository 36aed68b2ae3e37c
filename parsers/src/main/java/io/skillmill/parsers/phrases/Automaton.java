package io.skillmill.parsers.phrases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The machine of Aho and Corasick with every transition worked out, so that each character costs
 * one step, whatever the text and however many phrases there are.
 */
final class Automaton {

  /** How many states fit; enough for some ten thousand phrases. */
  static final int STATES_MAX = 1 << 16;

  private final int width;
  private final int firstFinal;
  private final char[] next;
  private final int[][] found;

  private Automaton(int width, int firstFinal, char[] next, int[][] found) {
    this.width = width;
    this.firstFinal = firstFinal;
    this.next = next;
    this.found = found;
  }

  int next(int state, int symbol) {
    return next[state * width + symbol];
  }

  /** Whether a phrase ends here; such states are numbered last. */
  boolean ends(int state) {
    return state >= firstFinal;
  }

  /** The phrases that end here, the longest first. */
  int[] found(int state) {
    return found[state - firstFinal];
  }

  /**
   * @param words phrases as symbols, which are numbers below the width; 0 is no symbol of a phrase
   */
  static Automaton of(List<int[]> words, int width) {
    return new Building(words, width).automaton();
  }

  /** The trie while phrases go in. */
  private static final class Building {
    private final int width;
    private final List<int[]> rows = new ArrayList<>();
    private final List<int[]> found = new ArrayList<>();

    /** The states by their depth, so that those near the root lie together in memory. */
    private int[] order = {};

    Building(List<int[]> words, int width) {
      this.width = width;
      newState();
      for (int word = 0; word < words.size(); word++) {
        add(words.get(word), word);
      }
    }

    private int newState() {
      if (rows.size() == STATES_MAX) {
        throw new IllegalArgumentException(
            "The phrases take more than %d states; give fewer".formatted(STATES_MAX));
      }
      rows.add(new int[width]);
      found.add(new int[0]);
      return rows.size() - 1;
    }

    private void add(int[] symbols, int word) {
      int state = 0;
      for (int symbol : symbols) {
        if (rows.get(state)[symbol] == 0) {
          int created = newState();
          rows.get(state)[symbol] = created;
        }
        state = rows.get(state)[symbol];
      }
      found.set(state, joined(found.get(state), new int[] {word}));
    }

    /** Breadth first: where a state has no way on, it goes on as its longest suffix does. */
    private void link() {
      int[] suffix = new int[rows.size()];
      int[] queue = new int[rows.size()];
      order = queue;
      int tail = 0;
      for (int child : rows.getFirst()) {
        if (child != 0) {
          queue[tail++] = child;
        }
      }
      for (int head = 0; head < tail; head++) {
        int state = queue[head];
        int[] row = rows.get(state);
        int[] fallback = rows.get(suffix[state]);
        for (int symbol = 0; symbol < width; symbol++) {
          int child = row[symbol];
          if (child == 0) {
            row[symbol] = fallback[symbol];
          } else {
            suffix[child] = fallback[symbol];
            queue[tail++] = child;
          }
        }
        found.set(state, joined(found.get(state), found.get(suffix[state])));
      }
    }

    Automaton automaton() {
      link();
      int[] number = new int[rows.size()];
      int count = 1;
      for (boolean last : new boolean[] {false, true}) {
        for (int i = 0; i < number.length - 1; i++) {
          if (found.get(order[i]).length > 0 == last) {
            number[order[i]] = count++;
          }
        }
      }
      return renumbered(number);
    }

    private Automaton renumbered(int[] number) {
      char[] next = new char[rows.size() * width];
      int plain = (int) found.stream().filter(words -> words.length == 0).count();
      int[][] endings = new int[rows.size() - plain][];
      for (int state = 0; state < rows.size(); state++) {
        for (int symbol = 0; symbol < width; symbol++) {
          next[number[state] * width + symbol] = (char) number[rows.get(state)[symbol]];
        }
        if (number[state] >= plain) {
          endings[number[state] - plain] = found.get(state);
        }
      }
      return new Automaton(width, plain, next, endings);
    }

    private static int[] joined(int[] one, int[] two) {
      int[] both = Arrays.copyOf(one, one.length + two.length);
      System.arraycopy(two, 0, both, one.length, two.length);
      return both;
    }
  }
}
