package io.skillmill.parsers.blocks;

/** The square brackets that are open, innermost last. Past a depth the outermost are forgotten. */
final class Brackets {

  private static final int DEPTH_MAX = 64;

  final int[] plain = new int[DEPTH_MAX];
  final int[] raw = new int[DEPTH_MAX];
  final int[] runs = new int[DEPTH_MAX];
  final boolean[] image = new boolean[DEPTH_MAX];
  final boolean[] active = new boolean[DEPTH_MAX];
  private int depth;

  void reset() {
    depth = 0;
  }

  /**
   * @param emphases how many runs of emphasis are before it
   */
  void open(int plainAt, int rawAt, int emphases, boolean isImage) {
    if (depth == DEPTH_MAX) {
      depth--;
      System.arraycopy(plain, 1, plain, 0, depth);
      System.arraycopy(raw, 1, raw, 0, depth);
      System.arraycopy(runs, 1, runs, 0, depth);
      System.arraycopy(image, 1, image, 0, depth);
      System.arraycopy(active, 1, active, 0, depth);
    }
    plain[depth] = plainAt;
    raw[depth] = rawAt;
    runs[depth] = emphases;
    image[depth] = isImage;
    active[depth++] = true;
  }

  /** Takes the innermost away and gives its index; -1 where none is open. */
  int close() {
    if (depth == 0) {
      return -1;
    }
    return --depth;
  }

  /** spec: links do not hold links. */
  void deactivate() {
    for (int i = 0; i < depth; i++) {
      active[i] &= image[i];
    }
  }
}
