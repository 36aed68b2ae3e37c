package io.skillmill.parsers.blocks;

/** The lines of a block, without what its containers put before them; offsets of the text. */
public final class Lines {

  private final int[] bounds;
  private final int first;
  private final int count;

  /**
   * @param bounds starts and ends by turns
   * @param first the index of the first line
   */
  Lines(int[] bounds, int first, int count) {
    this.bounds = bounds;
    this.first = first;
    this.count = count;
  }

  /** One line, or a part of it. */
  static Lines of(int start, int end) {
    return new Lines(new int[] {start, end}, 0, 1);
  }

  public int count() {
    return count;
  }

  /** Where a line begins, without its indentation. */
  public int start(int line) {
    return bounds[(first + line) * 2];
  }

  public int end(int line) {
    return bounds[(first + line) * 2 + 1];
  }

  public int start() {
    return start(0);
  }

  public int end() {
    return end(count - 1);
  }

  Lines part(int from, int to) {
    return new Lines(bounds, first + from, to - from);
  }
}
