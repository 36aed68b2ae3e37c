package io.skillmill.parsers.phrases;

/**
 * Reads a text as phrases are compared with it, and says where a phrase that was found stands: in
 * the text, and on the <em>scale</em>, which counts what is compared, so that distances on it mean
 * the same however a text is spaced.
 */
public final class Cursor {

  private static final int RING = 64;
  private static final int INDENT_MAX = 40;

  private final String text;
  private final Alphabet alphabet;
  private final int[] offsets = new int[RING];
  private int offset;
  private int scale;
  private int blank = -1;
  private int line;
  private int sentence;
  private int paragraph;
  private int length;

  Cursor(String text, Alphabet alphabet) {
    this.text = text;
    this.alphabet = alphabet;
  }

  /** Where the phrase begins in the text. */
  public int start() {
    return offsets[(scale - length) % RING];
  }

  /** Where it ends, one past its last character. */
  public int end() {
    return offset;
  }

  /** Where it begins on the scale. */
  public int from() {
    return scale - length;
  }

  /** Where it ends on the scale. */
  public int to() {
    return scale;
  }

  /** Where the line that it ends in begins, on the scale. */
  public int line() {
    return line;
  }

  /** Where its sentence begins, on the scale; an item of a list begins one too. */
  public int sentence() {
    return sentence;
  }

  /** Where its paragraph begins, on the scale. */
  public int paragraph() {
    return paragraph;
  }

  /** The next symbol, or -1 at the end. */
  int next() {
    while (offset < text.length()) {
      int at = offset++;
      int symbol = alphabet.symbol(text.charAt(at));
      if (symbol < 0) {
        symbol = careful(at, symbol);
      }
      if (symbol >= 0) {
        offsets[scale++ % RING] = at;
        return symbol;
      }
    }
    return -1;
  }

  /** Whether the phrase that ends here begins and ends as it must. */
  boolean holds(Phrase phrase) {
    length = phrase.text().length();
    return !(phrase.wholeStart() && goesOnBefore()) && !(phrase.wholeEnd() && goesOnAfter());
  }

  private boolean goesOnBefore() {
    return scale > length && Phrase.isWord(text.charAt(offsets[(scale - length - 1) % RING]));
  }

  private boolean goesOnAfter() {
    int at = offset;
    while (at < text.length() && alphabet.symbol(text.charAt(at)) == Alphabet.UNSEEN) {
      at++;
    }
    return at < text.length() && Phrase.isWord(text.charAt(at));
  }

  private int careful(int at, int symbol) {
    return switch (symbol) {
      case Alphabet.SPACE -> space(at);
      case Alphabet.LINE_FEED -> lineFeed(at);
      case Alphabet.STAR -> star(at);
      case Alphabet.SURROGATE -> surrogate(at);
      default -> symbol;
    };
  }

  private int space(int at) {
    if (blank == scale) {
      return Alphabet.UNSEEN;
    }
    if (at > 0 && ".!?".indexOf(text.charAt(at - 1)) >= 0) {
      sentence = scale + 1;
    }
    blank = scale + 1;
    return Alphabet.BLANK;
  }

  private int lineFeed(int at) {
    int begin = blank == scale ? scale : scale + 1;
    if (at > 0 && text.charAt(at - 1) == '\\') {
      return space(at); // a command that goes on
    }
    boolean blankLine = line == scale;
    int symbol = space(at);
    line = begin;
    if (blankLine) {
      paragraph = begin;
    }
    if (paragraph == begin || beginsItem(at + 1)) {
      sentence = begin;
    }
    return symbol;
  }

  private boolean beginsItem(int lineStart) {
    int at = lineStart;
    int end = Math.min(text.length(), lineStart + INDENT_MAX);
    while (at < end && text.charAt(at) == ' ') {
      at++;
    }
    return at < end && ("-*+|#`<".indexOf(text.charAt(at)) >= 0 || isNumber(at));
  }

  private boolean isNumber(int start) {
    int at = start;
    while (at < text.length() && at < start + 4 && Character.isDigit(text.charAt(at))) {
      at++;
    }
    return at > start && at < text.length() && ".)".indexOf(text.charAt(at)) >= 0;
  }

  /** Two stars are emphasis, which phrases do not hold; one may be part of a command. */
  private int star(int at) {
    boolean emphasis =
        (at > 0 && text.charAt(at - 1) == '*')
            || (at + 1 < text.length() && text.charAt(at + 1) == '*');
    return emphasis ? Alphabet.UNSEEN : alphabet.plain('*');
  }

  private int surrogate(int at) {
    int codePoint = text.codePointAt(at);
    if (!Character.isSupplementaryCodePoint(codePoint)) {
      return Alphabet.OTHER;
    }
    offset = at + 2;
    char folded = Folding.of(codePoint);
    return folded == Folding.NONE ? Alphabet.UNSEEN : alphabet.plain(folded);
  }
}
