package io.skillmill.parsers.blocks;

import java.util.Optional;

/**
 * What opens an item of a list.
 *
 * @param width how many characters it has
 * @param number of the item; -1 for a bullet
 */
record Marker(int width, int number) {

  /** spec: "a sequence of 1–9 arabic digits". */
  private static final int DIGITS_MAX = 9;

  private static final Optional<Marker> BULLET = Optional.of(new Marker(1, -1));

  boolean numbered() {
    return number >= 0;
  }

  static Optional<Marker> at(String text, int start, int end) {
    char c = text.charAt(start);
    if (c == '-' || c == '*' || c == '+') {
      return endsWord(text, start + 1, end) ? BULLET : Optional.empty();
    }
    int i = start;
    int number = 0;
    while (i < end && i - start < DIGITS_MAX && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      number = number * 10 + text.charAt(i++) - '0';
    }
    boolean delimited = i > start && i < end && (text.charAt(i) == '.' || text.charAt(i) == ')');
    return delimited && endsWord(text, i + 1, end)
        ? Optional.of(new Marker(i + 1 - start, number))
        : Optional.empty();
  }

  private static boolean endsWord(String text, int at, int end) {
    return at == end || text.charAt(at) == ' ' || text.charAt(at) == '\t';
  }
}
