package io.skillmill.parsers.phrases;

import java.util.List;

/**
 * Many phrases that are looked for in one pass. The time is linear in the text, whatever stands in
 * it. Runs of white space count as one blank, and one line feed as white space. Immutable.
 */
public final class Phrases {

  private final List<Phrase> phrases;
  private final Alphabet alphabet;
  private final Automaton automaton;

  /** Phrases in any order; their indexes are what hits are told by. */
  public Phrases(List<Phrase> phrases) {
    this.phrases = List.copyOf(phrases);
    this.alphabet = new Alphabet(phrases);
    this.automaton =
        Automaton.of(
            phrases.stream().map(phrase -> alphabet.symbols(phrase.text())).toList(),
            alphabet.width());
  }

  public int size() {
    return phrases.size();
  }

  /** Tells of every occurrence, overlapping ones too. */
  public void scan(String text, Hits hits) {
    var cursor = new Cursor(text, alphabet);
    int state = 0;
    for (int symbol = cursor.next(); symbol >= 0; symbol = cursor.next()) {
      state = automaton.next(state, symbol);
      if (automaton.ends(state)) {
        for (int phrase : automaton.found(state)) {
          if (cursor.holds(phrases.get(phrase))) {
            hits.hit(phrase, cursor);
          }
        }
      }
    }
  }
}
