package io.skillmill.parsers.phrases;

/** Where a phrase was found: in the text, and on the scale of the {@link FoldedText}. */
public final class Cursor {

  private final FoldedText text;
  private int from;
  private int to;

  Cursor(FoldedText text) {
    this.text = text;
  }

  Cursor move(int scaleFrom, int scaleTo) {
    from = scaleFrom;
    to = scaleTo;
    return this;
  }

  /** Where the phrase begins in the text. */
  public int start() {
    return text.offset(from);
  }

  /** Where it ends, one past its last character. */
  public int end() {
    return text.endOffset(to);
  }

  /** Where another place of the scale is in the text. */
  public int offset(int scale) {
    return text.offset(scale);
  }

  /** Where it begins on the scale. */
  public int from() {
    return from;
  }

  /** Where it ends on the scale. */
  public int to() {
    return to;
  }

  /** Where the line that it begins in begins, on the scale. */
  public int line() {
    return text.lineAt(from);
  }

  /** Where its sentence begins, on the scale; an item of a list begins one too. */
  public int sentence() {
    return text.sentenceAt(from);
  }

  /** Where its paragraph begins, on the scale. */
  public int paragraph() {
    return text.paragraphAt(from);
  }
}
