package io.skillmill.parsers.phrases;

/**
 * Makes characters that a reader takes for the same one the same: letter case, full width, curly
 * quotes, mathematical letters, letters that look Latin. What cannot be seen is left out.
 */
final class Folding {

  /** Stands for a character that is passed over, as if it were not there. */
  static final char NONE = '\0';

  /** White space other than a line feed. */
  static final char BLANK = '\1';

  static final char LINE_FEED = '\2';
  static final char STAR = '\3';

  /** Half of a character beyond the basic plane. */
  static final char SURROGATE = '\4';

  /** What is not above needs a closer look. */
  static final char CAREFUL = '\4';

  /** A character that no phrase holds. */
  static final char OTHER = '\uFFFD';

  /** What each character is folded to, or which care it needs. */
  static final char[] TABLE = table();

  private static final int MATHEMATICAL = 0x1D400;
  private static final int MATHEMATICAL_END = 0x1D6A4;
  private static final int TAGS = 0xE0000;

  /** Pictures and the like are told apart by the lower half of their code, in a private place. */
  private static final char PICTURES = '\uE000';

  private static final int PICTURES_MASK = 0xFFF;

  private Folding() {}

  /** Folds a character beyond the basic plane. */
  static char of(int codePoint) {
    if (codePoint >= MATHEMATICAL && codePoint < MATHEMATICAL_END) {
      return (char) ('a' + (codePoint - MATHEMATICAL) % 26);
    }
    return codePoint >= TAGS ? NONE : (char) (PICTURES + (codePoint & PICTURES_MASK));
  }

  /** A phrase as it is compared. */
  static String of(String phrase) {
    var folded = new StringBuilder(phrase.length());
    phrase
        .codePoints()
        .forEach(codePoint -> {
          char c = codePoint < TABLE.length ? TABLE[codePoint] : of(codePoint);
          if (c != NONE) {
            folded.append(c > CAREFUL ? c : c == STAR ? '*' : c == SURROGATE ? OTHER : ' ');
          }
        });
    return folded.toString();
  }

  private static char[] table() {
    char[] table = new char[1 << 16];
    for (int c = 0; c < table.length; c++) {
      table[c] = folded((char) c);
    }
    return table;
  }

  private static char folded(char c) {
    if (c < 0x80) {
      return switch (c) {
        case '\n' -> LINE_FEED;
        case '*' -> STAR;
        default -> c <= ' ' || c == 0x7F ? BLANK : Character.toLowerCase(c);
      };
    }
    if (c >= '\uFF01' && c <= '\uFF5E') {
      return Character.toLowerCase((char) (c - '\uFF01' + '!'));
    }
    return switch (c) {
      case '\u2018', '\u2019', '\u02BC', '\u2032' -> '\'';
      case '\u201C', '\u201D', '\u201E', '\u2033', '\u00AB', '\u00BB' -> '"';
      case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212' -> '-';
      case '\u2028', '\u2029', '\u0085' -> LINE_FEED;
      default -> Character.isSurrogate(c) ? SURROGATE : other(c);
    };
  }

  private static char other(char c) {
    if (unseen(c)) {
      return NONE;
    }
    if (Character.isSpaceChar(c) || Character.isISOControl(c)) {
      return BLANK;
    }
    return Character.toLowerCase(Lookalikes.latin(c));
  }

  private static boolean unseen(char c) {
    return Character.getType(c) == Character.FORMAT
        || (c >= '\uFE00' && c <= '\uFE0F')
        || "\u034F\u115F\u1160\u3164\uFFA0".indexOf(c) >= 0;
  }
}
