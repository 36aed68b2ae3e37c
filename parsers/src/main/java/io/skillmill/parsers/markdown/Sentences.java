package io.skillmill.parsers.markdown;

import io.skillmill.parsers.blocks.Inlines;
import io.skillmill.parsers.blocks.Lines;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Splits a paragraph's plain text where sentences begin. */
final class Sentences {

  private static final Set<String> ABBREVIATIONS =
      Set.of("e.g", "i.e", "etc", "vs", "cf", "approx", "no", "fig", "incl", "dr", "mr", "ms");

  private static final int ABBREVIATION_MAX = 8;

  /** What a line begins with that says something of its own. */
  private static final String LINE_OPENERS = "•●▪◦‣·○■□①②③④⑤⑥⑦⑧⑨⑩❌✅✓✗✔✘⚠❗⛔🚫";

  private int[] starts = new int[16];
  private int count;

  int count() {
    return count;
  }

  /** Where a sentence begins; the first at 0. */
  int start(int index) {
    return starts[index];
  }

  int lastStart() {
    return starts[count - 1];
  }

  /**
   * Splits.
   *
   * @param plain what the lines say
   * @param text where they stand
   */
  void split(String plain, String text, Inlines inlines, Lines lines) {
    count = 0;
    add(0);
    int line = 1;
    int nextLine = lineStart(inlines, lines, line, 0, plain.length());
    for (int i = 0; i < plain.length(); i++) {
      if (i == nextLine) {
        if (opensLine(plain, text, i, lines.start(line))) {
          add(i);
        }
        nextLine = lineStart(inlines, lines, ++line, i, plain.length());
      }
      int next = ends(plain, i) ? skipBlanks(plain, i + 1) : 0;
      if (next > 0 && next < plain.length()) {
        add(next);
      }
    }
  }

  private void add(int start) {
    if (count > 0 && starts[count - 1] >= start) {
      return;
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
    }
    starts[count++] = start;
  }

  /** Where in the plain text a line begins; -1 after the last. */
  private static int lineStart(Inlines inlines, Lines lines, int line, int from, int length) {
    if (line >= lines.count()) {
      return -1;
    }
    int i = from;
    while (i < length && inlines.offset(i) < lines.start(line)) {
      i++;
    }
    return i;
  }

  /** Whether a line of a paragraph says something of its own. */
  private static boolean opensLine(String plain, String text, int at, int source) {
    int before = at - 1;
    while (before > 0 && plain.charAt(before) == ' ') {
      before--;
    }
    char c = plain.charAt(at);
    return ":：".indexOf(plain.charAt(before)) >= 0
        || LINE_OPENERS.indexOf(plain.codePointAt(at)) >= 0
        || text.startsWith("**", source)
        || ((Character.isDigit(c) || "(（Ss".indexOf(c) >= 0)
            && Opener.of(plain.substring(at, Math.min(plain.length(), at + 16))).length() > 0);
  }

  private static boolean ends(String text, int at) {
    char c = text.charAt(at);
    if (c == '。' || c == '！' || c == '？') {
      return at + 1 < text.length() && "」』）)\"”’".indexOf(text.charAt(at + 1)) < 0;
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
    while (start > 0
        && dot - start < ABBREVIATION_MAX
        && !Character.isWhitespace(text.charAt(start - 1))) {
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
