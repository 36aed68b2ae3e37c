package io.skillmill.coordination.agents;

/** Shortens texts. */
final class Cut {

  private Cut() {}

  /** The same text, or its beginning and a sign that there is more. */
  static String to(int most, String text) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }
}
