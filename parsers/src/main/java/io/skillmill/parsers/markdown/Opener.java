package io.skillmill.parsers.markdown;

import io.skillmill.parsers.decompose.Passage.Shape;

/**
 * What stands before the words of a line: a box, a number that Markdown does not know, a dot.
 *
 * @param length how many characters it has, with the blanks behind it
 * @param shape that it gives to the line; {@code SENTENCE} where it gives none
 */
record Opener(int length, Shape shape) {

  private static final Opener NONE = new Opener(0, Shape.SENTENCE);

  private static final String BULLETS = "•●▪◦‣·○■□–➢➤►▶→";
  private static final String NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫❶❷❸❹❺❻❼❽❾❿";

  /** How many digits a number has at the most. */
  private static final int DIGITS_MAX = 3;

  /** What the line is, where it is told by a mark in front of it otherwise. */
  Shape shape(Shape mark) {
    return shape == Shape.CHECK || mark == Shape.SENTENCE ? shape : mark;
  }

  static Opener of(String line) {
    int start = blanks(line, 0);
    if (start == line.length()) {
      return NONE;
    }
    char c = line.charAt(start);
    if (c == '[') {
      return box(line, start);
    }
    if (BULLETS.indexOf(c) >= 0) {
      return opener(line, start + 1, Shape.ITEM);
    }
    if (NUMBERS.indexOf(c) >= 0) {
      return opener(line, start + 1, Shape.STEP);
    }
    return c == '(' || c == '（' || Character.isDigit(c) ? number(line, start) : step(line, start);
  }

  private static Opener opener(String line, int end, Shape shape) {
    return new Opener(blanks(line, end), shape);
  }

  private static Opener box(String line, int start) {
    boolean box =
        line.length() > start + 3
            && " xX".indexOf(line.charAt(start + 1)) >= 0
            && line.charAt(start + 2) == ']'
            && Character.isWhitespace(line.charAt(start + 3));
    return box ? opener(line, start + 4, Shape.CHECK) : NONE;
  }

  /** {@code 1、} and {@code (1)} and the like, which are no lists to Markdown. */
  private static Opener number(String line, int start) {
    boolean enclosed = !Character.isDigit(line.charAt(start));
    int digits = enclosed ? start + 1 : start;
    int end = digits;
    while (end < line.length()
        && end - digits < DIGITS_MAX
        && Character.isDigit(line.charAt(end))) {
      end++;
    }
    String closing = enclosed ? ")）" : "、．)）";
    boolean closed = end > digits && end < line.length() && closing.indexOf(line.charAt(end)) >= 0;
    return closed ? opener(line, end + 1, Shape.STEP) : NONE;
  }

  /** {@code Step 2:}, in any letter case. */
  private static Opener step(String line, int start) {
    if (!line.regionMatches(true, start, "step ", 0, 5)) {
      return NONE;
    }
    int digits = blanks(line, start + 5);
    int end = digits;
    while (end < line.length()
        && (Character.isDigit(line.charAt(end)) || line.charAt(end) == '.')) {
      end++;
    }
    int sign = blanks(line, end);
    boolean signed = sign < line.length() && ":-–—".indexOf(line.charAt(sign)) >= 0;
    return end > digits && signed ? opener(line, sign + 1, Shape.STEP) : NONE;
  }

  private static int blanks(String line, int from) {
    int i = from;
    while (i < line.length() && Character.isWhitespace(line.charAt(i))) {
      i++;
    }
    return i;
  }
}
