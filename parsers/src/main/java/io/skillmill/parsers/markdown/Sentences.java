package io.skillmill.parsers.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Splits a paragraph's plain text where sentences begin. */
final class Sentences {

  private static final Set<String> ABBREVIATIONS =
      Set.of("e.g", "i.e", "etc", "vs", "cf", "approx", "no", "fig", "incl", "dr", "mr", "ms");

  private Sentences() {}

  /** Where each sentence begins; the first at 0. */
  static List<Integer> starts(String text) {
    var starts = new ArrayList<Integer>();
    starts.add(0);
    int i = 0;
    while (i < text.length()) {
      int next = ends(text, i) ? skipBlanks(text, i + 1) : 0;
      if (next > 0 && next < text.length()) {
        starts.add(next);
        i = next;
      } else {
        i++;
      }
    }
    return starts;
  }

  private static boolean ends(String text, int at) {
    char c = text.charAt(at);
    if (c == '。' || c == '！' || c == '？') {
      return true;
    }
    if ((c != '.' && c != '!' && c != '?') || at + 1 >= text.length()) {
      return false;
    }
    int next = skipBlanks(text, at + 1);
    return next > at + 1
        && next < text.length()
        && !Character.isLowerCase(text.charAt(next))
        && !(c == '.' && abbreviated(text, at));
  }

  private static boolean abbreviated(String text, int dot) {
    int start = dot;
    while (start > 0 && dot - start < 8 && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    String word = text.substring(start, dot).toLowerCase(Locale.ROOT);
    return word.length() < 2 || ABBREVIATIONS.contains(word);
  }

  private static int skipBlanks(String text, int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
