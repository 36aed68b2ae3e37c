package io.skillmill.parsers.located;

/** Words of a file as they are told in a message: in quotes, on one line, and not too long. */
public final class Shown {

  /** How much of it is shown. */
  private static final int LENGTH_MAX = 60;

  private Shown() {}

  public static String of(String words) {
    return "\"" + brief(words, LENGTH_MAX) + "\"";
  }

  /** One line of at most so many characters, ending in an ellipsis where it is cut. */
  public static String brief(String words, int lengthMax) {
    String line = oneLine(words.length() <= lengthMax ? words : words.substring(0, lengthMax));
    if (words.length() <= lengthMax) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(line.length() - 1)) ? 2 : 1;
    return line.substring(0, line.length() - end) + "…";
  }

  private static String oneLine(String words) {
    var line = new StringBuilder(words.length());
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
    }
    return line.toString();
  }
}
