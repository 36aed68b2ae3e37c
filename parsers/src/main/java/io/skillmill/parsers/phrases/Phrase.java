package io.skillmill.parsers.phrases;

/**
 * What to look for.
 *
 * @param text at least one character that can be seen
 * @param wholeStart whether a word may not go on before it
 * @param wholeEnd whether a word may not go on after it
 */
public record Phrase(String text, boolean wholeStart, boolean wholeEnd) {

  /** How long a phrase may be. */
  public static final int LENGTH_MAX = 60;

  /** Where the scripts of East Asia begin. */
  private static final char WITHOUT_BLANKS = '\u2E80';

  public Phrase {
    text = Folding.of(text);
    if (text.isBlank() || text.length() > LENGTH_MAX) {
      throw new IllegalArgumentException(
          "A phrase has 1 to %d characters, not %d".formatted(LENGTH_MAX, text.length()));
    }
    wholeStart &= isWord(text.charAt(0)) || text.charAt(0) == '.'; // .env, and not process.env
    wholeEnd &= isWord(text.charAt(text.length() - 1));
  }

  /** Whether a word goes on with it; scripts that write no blanks have no words in this sense. */
  static boolean isWord(char c) {
    return c == '_' || (c < WITHOUT_BLANKS && Character.isLetterOrDigit(c));
  }
}
