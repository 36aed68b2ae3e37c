package io.skillmill.parsers.spec;

/** Counts as the specification means it: characters are code points, tokens are estimated. */
final class Figures {

  /** Letters of Latin text that make a token, roughly; what the usual tokenizers come to. */
  private static final int LATIN_PER_TOKEN = 4;

  /** Where the scripts begin whose every character is about a token: CJK, Hangul and their kin. */
  private static final char DENSE = '\u2E80';

  private Figures() {}

  static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  /** About how many tokens a stretch of text is, within a third or so. */
  static int tokens(String text, int from) {
    int latin = 0;
    int dense = 0;
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) >= DENSE) {
        dense++;
      } else {
        latin++;
      }
    }
    return dense + latin / LATIN_PER_TOKEN;
  }

  /** A value as it is quoted in a message: on one line, and not too long. */
  static String quoted(String value) {
    int end = Math.min(value.length(), 40);
    if (end < value.length() && Character.isHighSurrogate(value.charAt(end - 1))) {
      end--;
    }
    String shown = value.substring(0, end).replace('\n', ' ').strip();
    return "'" + shown + (end < value.length() ? "…'" : "'");
  }
}
