package io.skillmill.parsers.secrets;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The secrets of a text by all their parts of a few characters, so that none of them is shown where
 * something was cut, whichever end is left and whatever marks the cut. Letter case does not count,
 * and white space is one blank. The work is linear in what is built and in what is looked through.
 */
final class KnownParts {

  /** The fewest characters of a secret, beyond how all of its kind begin, that are known again. */
  private static final int PART = Long.BYTES;

  /** How far a mark is from what it says is cut. */
  private static final int MARK = 4;

  /** The secrets one after the other, and by where each begins. */
  private final StringBuilder all = new StringBuilder();

  private final NavigableMap<Integer, String> values = new TreeMap<>();

  /** Where each part first stands among them. */
  private final Map<Long, Integer> places = new HashMap<>();

  KnownParts(Collection<String> secrets) {
    for (String secret : new HashSet<>(secrets)) {
      int start = all.length();
      values.put(start, secret);
      all.append(secret);
      add(start + SecretForm.prefixLength(secret));
    }
  }

  private void add(int start) {
    long part = 0;
    for (int at = start; at < all.length(); at++) {
      part = shifted(part, all.charAt(at));
      if (at - start >= PART - 1) {
        places.putIfAbsent(part, at - PART + 1);
      }
    }
  }

  /** A text with something else in the place of each; the same object where none is in it. */
  String replacedIn(String text, UnaryOperator<String> mask) {
    var replaced = new StringBuilder();
    int copied = 0;
    long part = 0;
    int first = -1;
    for (int at = 0; at <= text.length(); at++) {
      boolean known = false;
      if (at < text.length()) {
        part = shifted(part, text.charAt(at));
        known = at >= PART - 1 && places.containsKey(part);
      }
      if (known && first < 0) {
        first = at - PART + 1;
      } else if (!known && first >= 0) {
        if (first < copied || isCut(text, first, at) || !isWord(text, first, at)) {
          int start = Math.max(first, copied);
          int place = places.getOrDefault(part(text, first), 0);
          String value = values.floorEntry(place).getValue();
          start -= before(text.substring(copied, start), place);
          replaced.append(text, copied, start).append(mask.apply(value));
          copied = at;
        }
        first = -1;
      }
    }
    return copied == 0 ? text : replaced.append(text, copied, text.length()).toString();
  }

  /**
   * How much of what stands before a part belongs to the same secret: what its kind begins with.
   */
  private int before(String text, int place) {
    int start = values.floorKey(place);
    int length = 0;
    while (place - length > start
        && length < text.length()
        && folded(all.charAt(place - length - 1))
            == folded(text.charAt(text.length() - length - 1))) {
      length++;
    }
    return length;
  }

  private static long part(String text, int start) {
    long part = 0;
    for (int at = start; at < start + PART; at++) {
      part = shifted(part, text.charAt(at));
    }
    return part;
  }

  private static long shifted(long part, char next) {
    return (part << Byte.SIZE) | folded(next);
  }

  private static int folded(char c) {
    if (c >= 0x80) {
      return 0x80 | (c & 0x7F);
    }
    return c <= ' ' ? ' ' : c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
  }

  /** Passwords hold words, which stand in the text for themselves too. */
  private static boolean isWord(String text, int start, int end) {
    boolean upper = Character.isUpperCase(text.charAt(start + 1));
    for (int at = start; at < end; at++) {
      char c = text.charAt(at);
      boolean first = at == start && Character.isUpperCase(c);
      if (!(upper ? Character.isUpperCase(c) : Character.isLowerCase(c) || first)) {
        return false;
      }
    }
    return true;
  }

  /** Whether it goes on where something was left out. */
  private static boolean isCut(String text, int start, int end) {
    String before = text.substring(Math.max(0, start - MARK), start);
    String after = text.substring(end, Math.min(text.length(), end + MARK));
    return before.strip().endsWith("…")
        || before.strip().endsWith("...")
        || after.strip().startsWith("…")
        || after.strip().startsWith("...")
        || (after.isEmpty() && start > 0);
  }
}
