package io.skillmill.parsers.located;

/**
 * What a text value says, with where each character of it stands in the file: escapes, folded lines
 * and indentation make the two differ.
 */
public final class Wording {

  /** How far ahead a character is looked for where the two differ otherwise. */
  private static final int AHEAD_MAX = 12;

  private final String words;
  private final int[] offsets;

  private Wording(String words, int[] offsets) {
    this.words = words;
    this.offsets = offsets;
  }

  static Wording of(String file, Located value) {
    String words = value.text();
    int[] offsets = new int[words.length() + 1];
    char sign = file.charAt(value.start());
    boolean quoted = sign == '"' || sign == '\'';
    boolean escapes = sign == '"';
    int end = quoted ? Math.max(value.start() + 1, value.end() - 1) : value.end();
    int at = quoted ? value.start() + 1 : value.start();
    for (int i = 0; i < words.length(); i++) {
      at = Math.min(find(file, at, end, words.charAt(i), escapes), end - 1);
      offsets[i] = Math.max(value.start(), at);
      at += escapes && file.charAt(at) == '\\' ? escape(file, at) : 1;
    }
    offsets[words.length()] = Math.max(value.start() + 1, Math.min(at, end));
    return new Wording(words, offsets);
  }

  public String words() {
    return words;
  }

  /** Where in the file a character of the words stands, or where they end. */
  public int offset(int index) {
    return offsets[Math.min(index, words.length())];
  }

  /** Where in the file a stretch of the words ends. */
  public int offsetOfEnd(int start, int end) {
    return Math.max(offset(start) + 1, offset(end));
  }

  /** White space may have been folded or made by an escape; what is not found stays put. */
  private static int find(String file, int from, int end, char c, boolean escapes) {
    int at = from;
    if (!Character.isWhitespace(c)) {
      while (at < end && Character.isWhitespace(file.charAt(at))) {
        at++;
      }
    }
    int ahead = Math.min(end, at + AHEAD_MAX);
    for (int i = at; i < ahead; i++) {
      char there = file.charAt(i);
      if (there == c || (escapes && there == '\\')) {
        return i;
      }
      if (Character.isWhitespace(c) && Character.isWhitespace(there)) {
        return i;
      }
    }
    return at;
  }

  /** How many characters an escape takes. */
  private static int escape(String file, int at) {
    char kind = at + 1 < file.length() ? file.charAt(at + 1) : ' ';
    return switch (kind) {
      case 'u' -> 6;
      case 'x' -> 4;
      case 'U' -> 10;
      default -> 2;
    };
  }
}
