package io.skillmill.parsers.blocks;

import java.util.Arrays;

/** The runs of stars and underscores of a block, and which of them are markup. */
final class Emphasis {

  /** What a run was made of, and where in the plain text what is left of it stands. */
  private static final class Run {
    char sign;
    int start;
    int length;
    int whole;
    boolean opens;
    boolean closes;
  }

  private Run[] runs = new Run[8];
  private int count;

  /** The runs that are still open, as indexes; those matched or passed over are not among them. */
  private int[] open = new int[8];

  private int opened;

  private final PlainText plain;
  private int strongFrom = -1;
  private int strongTo;

  Emphasis(PlainText plain) {
    this.plain = plain;
  }

  /** Where the first strong stretch of the plain text begins; -1 where there is none. */
  int strongFrom() {
    return strongFrom;
  }

  int strongTo() {
    return strongTo;
  }

  void reset() {
    count = 0;
    strongFrom = -1;
    strongTo = 0;
  }

  /**
   * Adds a run that is about to be said.
   *
   * @param before the character before it; a line feed where there is none
   * @param after the one after it
   */
  void add(char sign, int length, int before, int after) {
    boolean left = !isSpace(after) && (!isSign(after) || isSpace(before) || isSign(before));
    boolean right = !isSpace(before) && (!isSign(before) || isSpace(after) || isSign(after));
    boolean star = sign == '*';
    boolean opens = left && (star || !right || isSign(before));
    boolean closes = right && (star || !left || isSign(after));
    if (!opens && !closes) {
      return;
    }
    if (count == runs.length) {
      runs = Arrays.copyOf(runs, count * 2);
    }
    if (runs[count] == null) {
      runs[count] = new Run();
    }
    Run run = runs[count++];
    run.sign = sign;
    run.start = plain.length();
    run.length = length;
    run.whole = length;
    run.opens = opens;
    run.closes = closes;
  }

  /** How many runs there are; those of a link come after those before it. */
  int count() {
    return count;
  }

  /**
   * Drops the signs that are markup from the plain text, and forgets the runs.
   *
   * @param first the first run that counts
   */
  void drop(int first) {
    opened = 0;
    int[] bottoms = new int[14];
    for (int i = first; i < count; i++) {
      Run closer = runs[i];
      int bottom = bottom(closer);
      while (closer.closes && closer.length > 0) {
        int at = opener(closer, bottoms[bottom]);
        if (at < 0) {
          bottoms[bottom] = opened;
          break;
        }
        Run opener = runs[open[at]];
        boolean two = opener.length >= 2 && closer.length >= 2;
        if (two && (strongFrom < 0 || opener.start < strongFrom)) {
          strongFrom = opener.start;
          strongTo = closer.start;
        }
        match(opener, closer, two ? 2 : 1);
        opened = opener.length == 0 ? at : at + 1;
        lower(bottoms);
      }
      if (closer.opens && closer.length > 0) {
        push(i);
      }
    }
    count = first;
  }

  /** The openers that were passed over are gone, and what was known of them with them. */
  private void lower(int[] bottoms) {
    for (int i = 0; i < bottoms.length; i++) {
      bottoms[i] = Math.min(bottoms[i], opened);
    }
  }

  private void push(int run) {
    if (opened == open.length) {
      open = Arrays.copyOf(open, opened * 2);
    }
    open[opened++] = run;
  }

  private void match(Run opener, Run closer, int signs) {
    for (int k = 0; k < signs; k++) {
      plain.drop(opener.start + opener.length - 1 - k);
      plain.drop(closer.start + k);
    }
    opener.length -= signs;
    closer.start += signs;
    closer.length -= signs;
  }

  /** The innermost opener that fits; -1 where none does above the bottom. */
  private int opener(Run closer, int bottom) {
    for (int at = opened - 1; at >= bottom; at--) {
      Run opener = runs[open[at]];
      // spec: "the sum of the lengths ... must not be a multiple of 3 unless both lengths are".
      boolean uneven =
          (opener.closes || closer.opens)
              && (opener.whole + closer.whole) % 3 == 0
              && (opener.whole % 3 != 0 || closer.whole % 3 != 0);
      if (opener.sign == closer.sign && !uneven) {
        return at;
      }
    }
    return -1;
  }

  private static int bottom(Run closer) {
    return (closer.sign == '*' ? 7 : 0) + (closer.opens ? 3 : 0) + closer.whole % 3;
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean isSign(int c) {
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.MATH_SYMBOL,
          Character.CURRENCY_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.OTHER_SYMBOL ->
          true;
      default -> false;
    };
  }
}
