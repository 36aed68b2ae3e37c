package io.skillmill.parsers.phrases;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Many phrases that are looked for in one pass. The time is linear in the text, whatever stands in
 * it. Runs of white space count as one blank, and so does a line feed. Immutable.
 */
public final class Phrases {

  private static final int[] NONE = {};

  private final List<Phrase> phrases;
  private final Search plain;
  private final Search others;

  /** One machine and which of the phrases it finds. */
  private static final class Search {
    private final int[] numbers;
    private final short[] symbols;
    private final Automaton automaton;

    Search(List<Phrase> phrases, int[] numbers) {
      List<Phrase> some = IntStream.of(numbers).mapToObj(phrases::get).toList();
      var alphabet = new Alphabet(some);
      List<int[]> words = some.stream().map(phrase -> alphabet.symbols(phrase.text())).toList();
      this.numbers = numbers;
      this.symbols = alphabet.symbols();
      this.automaton = Automaton.of(words, alphabet.width());
    }

    int next(int state, char c) {
      return automaton.next(state, symbols[c]);
    }

    int[] found(int state) {
      return automaton.ends(state) ? automaton.found(state) : NONE;
    }
  }

  /**
   * Phrases in any order; their indexes are what hits are told by. Those beyond ASCII have a
   * machine of their own, which rests while a text has none of their letters.
   */
  public Phrases(List<Phrase> phrases) {
    this.phrases = List.copyOf(phrases);
    IntStream all = IntStream.range(0, phrases.size());
    this.plain = new Search(phrases, all.filter(this::isPlain).toArray());
    IntStream again = IntStream.range(0, phrases.size());
    this.others = new Search(phrases, again.filter(number -> !isPlain(number)).toArray());
  }

  private boolean isPlain(int number) {
    return phrases.get(number).text().chars().allMatch(c -> c < 0x80);
  }

  /** Tells of every occurrence, overlapping ones too, in the order of their ends. */
  public void scan(FoldedText text, Hits hits) {
    var cursor = new Cursor(text);
    boolean both = !text.isPlain() && others.numbers.length > 0;
    char[] folded = text.folded();
    int length = text.length();
    Automaton automaton = plain.automaton;
    short[] symbols = plain.symbols;
    int state = 0;
    int other = 0;
    for (int at = 0; at < length; at++) {
      char c = folded[at];
      state = automaton.next(state, symbols[c]);
      if (automaton.ends(state)) {
        tell(plain, automaton.found(state), cursor, text, at + 1, hits);
      }
      if (both) {
        other = others.next(other, c);
        tell(others, others.found(other), cursor, text, at + 1, hits);
      }
    }
  }

  private void tell(Search search, int[] found, Cursor cursor, FoldedText text, int to, Hits hits) {
    for (int index : found) {
      int number = search.numbers[index];
      Phrase phrase = phrases.get(number);
      int from = to - phrase.text().length();
      if (!(phrase.wholeStart() && text.wordBefore(from))
          && !(phrase.wholeEnd() && text.wordAfter(to))) {
        cursor.move(from, to);
        hits.hit(number, cursor);
      }
    }
  }
}
