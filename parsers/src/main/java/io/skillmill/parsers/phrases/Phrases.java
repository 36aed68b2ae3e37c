package io.skillmill.parsers.phrases;

import java.util.List;

/**
 * Many phrases that are looked for in one pass. Most places of a text are passed over by a look at
 * two characters; from the others on, a trie is followed as far as it goes, which is never further
 * than a phrase is long. So the time is linear in the text, whatever stands in it. Runs of white
 * space count as one blank, and so does a line feed. Immutable.
 */
public final class Phrases {

  private static final boolean[] WORD = word();

  private final Phrase[] phrases;
  private final Trie trie;
  private final boolean[] beginning;
  private final boolean[] goingOn;

  /** Phrases in any order; their indexes are what hits are told by. */
  public Phrases(List<Phrase> phrases) {
    var openings = new Openings(phrases);
    this.phrases = phrases.toArray(Phrase[]::new);
    this.trie = Trie.of(List.copyOf(phrases));
    this.beginning = openings.pairs(false);
    this.goingOn = openings.pairs(true);
  }

  /** Tells of every occurrence, overlapping ones too, in the order of their beginnings. */
  public void scan(FoldedText text, Hits hits) {
    var cursor = new Cursor(text);
    char[] folded = text.folded();
    int length = text.length();
    boolean inWord = text.wordBefore(0);
    for (int at = 0; at < length; at++) {
      char c = folded[at];
      char next = at + 1 < length ? folded[at + 1] : ' ';
      if ((inWord ? goingOn : beginning)[Openings.pair(c, next)]) {
        follow(text, at, inWord, cursor, hits);
      }
      inWord = c < WORD.length ? WORD[c] : Phrase.isWord(c);
    }
  }

  private void follow(FoldedText text, int from, boolean inWord, Cursor cursor, Hits hits) {
    char[] folded = text.folded();
    int length = text.length();
    int state = trie.first(folded[from]);
    for (int at = from + 1; state != Trie.NONE; at++) {
      int[] found = trie.found(state);
      if (found.length > 0) {
        tell(found, text, inWord, cursor.move(from, at), hits);
      }
      if (at == length) {
        return;
      }
      state =
          at == from + 1
              ? trie.second(state, folded[from], folded[at])
              : trie.next(state, folded[at]);
    }
  }

  private void tell(int[] found, FoldedText text, boolean inWord, Cursor cursor, Hits hits) {
    boolean goesOn = text.wordAfter(cursor.to());
    for (int number : found) {
      Phrase phrase = phrases[number];
      if (!(phrase.wholeStart() && inWord) && !(phrase.wholeEnd() && goesOn)) {
        hits.hit(number, cursor);
      }
    }
  }

  private static boolean[] word() {
    boolean[] word = new boolean[0x80];
    for (char c = 0; c < word.length; c++) {
      word[c] = Phrase.isWord(c);
    }
    return word;
  }
}
