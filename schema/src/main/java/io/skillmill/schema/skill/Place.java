package io.skillmill.schema.skill;

/**
 * Where something stands in a package. Lines and columns count from 1.
 *
 * @param file the package-relative name, with forward slashes
 * @param line first line
 * @param column first column of the first line, in UTF-16 units
 * @param lineEnd last line, the same as {@code line} for a single one
 */
public record Place(String file, int line, int column, int lineEnd) {

  public Place {
    if (line < 1 || column < 1 || lineEnd < line) {
      throw new IllegalArgumentException(
          "Not a place in %s: line %d, column %d, last line %d"
              .formatted(file, line, column, lineEnd));
    }
  }

  public static Place of(String file, int line, int column) {
    return new Place(file, line, column, line);
  }

  /** The start of a file, for what concerns it as a whole. */
  public static Place startOf(String file) {
    return of(file, 1, 1);
  }
}
