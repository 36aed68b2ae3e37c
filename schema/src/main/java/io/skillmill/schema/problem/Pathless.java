package io.skillmill.schema.problem;

/**
 * Takes the folders out of what a skill says of its failure: a caller is not to learn where things
 * lie on this machine. Addresses of the web stay as they are.
 */
public final class Pathless {

  private Pathless() {}

  public static String of(String text) {
    var plain = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int end = beginsPath(text, at) ? pathEnd(text, at) : at;
      if (end > at) {
        plain.append("…").append(text, lastName(text, at, end), end);
        at = end;
      } else {
        plain.append(text.charAt(at));
        at++;
      }
    }
    return plain.toString();
  }

  /** A slash, or a drive of Windows, where a word begins. */
  private static boolean beginsPath(String text, int at) {
    if (at > 0 && !isBoundary(text.charAt(at - 1))) {
      return false;
    }
    char first = text.charAt(at);
    if (first == '/') {
      return at + 1 < text.length() && isPart(text.charAt(at + 1)) && text.charAt(at + 1) != '/';
    }
    return Character.isLetter(first) && text.startsWith(":\\", at + 1);
  }

  private static boolean isBoundary(char c) {
    return Character.isWhitespace(c) || "'\"`([{<=,;:|".indexOf(c) >= 0;
  }

  private static int pathEnd(String text, int at) {
    int end = text.charAt(at) == '/' ? at + 1 : at + 2;
    while (end < text.length() && isPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isPart(char c) {
    return !Character.isWhitespace(c) && "'\"`)]}>,;:|".indexOf(c) < 0;
  }

  private static int lastName(String text, int start, int end) {
    int slash = Math.max(text.lastIndexOf('/', end - 1), text.lastIndexOf('\\', end - 1));
    return Math.max(start, slash);
  }
}
