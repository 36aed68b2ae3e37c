package io.skillmill.parsers.decompose;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Spells words in lower case, and keeps the last ones: skills use few words, and use them over and
 * over, so that nearly all are found here without making them anew. Thread-safe.
 */
final class Spellings {

  private static final int SLOTS = 1 << 13;

  /** Longer ones are hardly ever met again. */
  private static final int KEPT_MAX = 16;

  private static final AtomicReferenceArray<String> KEPT = new AtomicReferenceArray<>(SLOTS);

  private Spellings() {}

  /** A word with its apostrophes straight. */
  static String of(String text, int start, int end) {
    if (end - start > KEPT_MAX) {
      return spelled(text, start, end);
    }
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + folded(text.charAt(i));
    }
    int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    String kept = KEPT.getPlain(slot);
    if (kept != null && kept.length() == end - start && same(kept, text, start)) {
      return kept;
    }
    String word = spelled(text, start, end);
    KEPT.setRelease(slot, word);
    return word;
  }

  private static boolean same(String kept, String text, int start) {
    for (int i = 0; i < kept.length(); i++) {
      if (kept.charAt(i) != folded(text.charAt(start + i))) {
        return false;
      }
    }
    return true;
  }

  /** Capitals beyond ASCII stay, and so are spelled anew each time. */
  private static char folded(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c == '’' ? '\'' : c;
  }

  private static String spelled(String text, int start, int end) {
    return text.substring(start, end).toLowerCase(Locale.ROOT).replace('’', '\'');
  }
}
