package io.skillmill.parsers.traits;

/**
 * Estimates how many tokens a model makes of a text: one for four characters of ASCII, one for each
 * of another script. Tokenizers differ by a quarter, so more would be no better.
 */
final class Tokens {

  private static final int ASCII_PER_TOKEN = 4;

  private Tokens() {}

  /**
   * @param bytes of the file; where it has one for each character there is nothing to count
   */
  static int of(String text, long bytes) {
    int others = 0;
    if (bytes != text.length()) {
      for (int i = 0; i < text.length(); i++) {
        others += text.charAt(i) > 127 ? 1 : 0;
      }
    }
    return (text.length() - others + ASCII_PER_TOKEN - 1) / ASCII_PER_TOKEN + others;
  }
}
