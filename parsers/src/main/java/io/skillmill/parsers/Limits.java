package io.skillmill.parsers;

/**
 * How much a parser may take on. What goes past a limit is rejected or reported, never cut
 * silently.
 *
 * @param inputBytesMax the largest primary file it reads
 * @param nestingMax how deep its input may nest, up to {@link #NESTING_MOST}
 * @param elementsMax how many elements of one kind a document may have
 */
public record Limits(long inputBytesMax, int nestingMax, int elementsMax) {

  /** A document goes into larger ones, and none of them may nest past what JSON readers take. */
  public static final int NESTING_MOST = 150;

  /** The limits when nobody asks for others. */
  public static final Limits DEFAULT = new Limits(8L << 20, 100, 999);

  public Limits {
    if (inputBytesMax < 1 || nestingMax < 1 || elementsMax < 1) {
      throw new IllegalArgumentException("Every limit is at least 1");
    }
    if (nestingMax > NESTING_MOST) {
      throw new IllegalArgumentException(
          "Input may nest %d levels at the most, not %d".formatted(NESTING_MOST, nestingMax));
    }
  }
}
