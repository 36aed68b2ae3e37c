package io.skillmill.parsers.phrases;

/**
 * Makes characters that a reader takes for the same one the same: letter case, full width, curly
 * quotes, mathematical letters, letters that look Latin. What cannot be seen is left out.
 */
final class Folding {

  /** Stands for a character that is passed over, as if it were not there. */
  static final char NONE = '\0';

  private static final int MATHEMATICAL = 0x1D400;
  private static final int MATHEMATICAL_END = 0x1D6A4;
  private static final int TAGS = 0xE0000;

  private Folding() {}

  static char of(char c) {
    if (c < 0x80) {
      return c == '\n' || c >= ' ' ? Character.toLowerCase(c) : ' ';
    }
    if (c >= '\uFF01' && c <= '\uFF5E') {
      return Character.toLowerCase((char) (c - '\uFF01' + '!'));
    }
    return switch (c) {
      case '\u2018', '\u2019', '\u02BC', '\u2032' -> '\'';
      case '\u201C', '\u201D', '\u201E', '\u2033', '\u00AB', '\u00BB' -> '"';
      case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212' -> '-';
      case '\u2028', '\u2029', '\u0085' -> '\n';
      default -> other(c);
    };
  }

  /** Folds a character beyond the basic plane. */
  static char of(int codePoint) {
    if (codePoint >= MATHEMATICAL && codePoint < MATHEMATICAL_END) {
      return (char) ('a' + (codePoint - MATHEMATICAL) % 26);
    }
    return codePoint >= TAGS ? NONE : '\uFFFD';
  }

  /** A text as it is compared. */
  static String of(String text) {
    var folded = new StringBuilder(text.length());
    text.chars()
        .map(c -> of((char) c))
        .filter(c -> c != NONE)
        .forEach(c -> folded.append((char) c));
    return folded.toString();
  }

  private static char other(char c) {
    if (unseen(c)) {
      return NONE;
    }
    if (Character.isSpaceChar(c) || Character.isISOControl(c)) {
      return ' ';
    }
    return Character.toLowerCase(Lookalikes.latin(c));
  }

  private static boolean unseen(char c) {
    return Character.getType(c) == Character.FORMAT
        || (c >= '\uFE00' && c <= '\uFE0F')
        || "\u034F\u115F\u1160\u3164\uFFA0".indexOf(c) >= 0;
  }
}
