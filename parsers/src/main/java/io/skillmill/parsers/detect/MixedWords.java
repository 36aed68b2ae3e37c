package io.skillmill.parsers.detect;

import io.skillmill.parsers.contexts.Context;
import io.skillmill.parsers.phrases.Lookalikes;

/** Finds words in Latin letters with some that only look Latin. */
public final class MixedWords {

  private static final int WORD_MAX = 64;

  private MixedWords() {}

  static void look(View view, Detector.Sink sink) {
    String text = view.text();
    int at = view.folded().isPlain() ? text.length() : 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c < Lookalikes.FIRST || !Lookalikes.deceives(c)) {
        at++;
        continue;
      }
      int start = at;
      while (start > 0 && at - start < WORD_MAX && Character.isLetter(text.charAt(start - 1))) {
        start--;
      }
      int end = at;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
      if (deceives(text.substring(start, end))) {
        boolean name =
            view.contexts().at(start) == Context.FRONTMATTER
                && view.line(start).startsWith("name:");
        sink.found(start, end, name ? "name" : "", "");
      }
      at = end;
    }
  }

  /** Whether a word is mostly Latin, with nothing that a reader takes for another script. */
  public static boolean deceives(String word) {
    int latin = 0;
    int deceiving = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (Lookalikes.deceives(c)) {
        deceiving++;
      } else if (c < 0x80) {
        latin += Character.isLetter(c) ? 1 : 0;
      } else {
        return false;
      }
    }
    return deceiving > 0 && latin >= 2;
  }
}
