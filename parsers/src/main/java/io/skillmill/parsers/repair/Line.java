package io.skillmill.parsers.repair;

/**
 * One line of a frontmatter.
 *
 * @param number its number in the file
 * @param text what it says, without its line feed
 */
record Line(int number, String text) {

  /** How many blanks and tabs it begins with; all of it where it is blank. */
  int indent() {
    int at = 0;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  boolean isBlank() {
    return text.isBlank();
  }

  boolean isComment() {
    int at = indent();
    return at < text.length() && text.charAt(at) == '#';
  }

  /** Whether it says anything. */
  boolean isFilled() {
    return !isBlank() && !isComment();
  }

  /** Whether it is an item of a list, as {@code - x}. */
  boolean isItem() {
    int at = indent();
    return at < text.length()
        && text.charAt(at) == '-'
        && (at + 1 == text.length() || text.charAt(at + 1) == ' ' || text.charAt(at + 1) == '\t');
  }

  Line withText(String other) {
    return new Line(number, other);
  }
}
