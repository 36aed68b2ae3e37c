package io.skillmill.parsers.decompose;

/**
 * A stretch of a skill that says one thing.
 *
 * @param shape how it stands in the text
 * @param text what it says, without markup
 * @param start where it begins in the source text
 * @param end where it ends there
 * @param section the headings it stands under, outermost first; empty above the first
 * @param language of a command or code; empty where none is told
 */
public record Passage(
    Shape shape, String text, int start, int end, String section, String language) {

  /** How a passage stands in its text. */
  public enum Shape {
    /** An item of a numbered list. */
    STEP,
    /** An item of a bullet list. */
    ITEM,
    /** An item with a box to tick. */
    CHECK,
    /** A sentence of a paragraph. */
    SENTENCE,
    /** A shell command. */
    COMMAND,
    /** Code or markup that is shown. */
    CODE,
    /** A row of a table. */
    ROW
  }

  /** The separator of headings in {@code section}. */
  public static final String UNDER = " > ";

  /** The innermost heading it stands under; empty above the first. */
  String heading() {
    return section.substring(Math.max(0, section.lastIndexOf(UNDER)));
  }

  public static Passage of(Shape shape, String text, int start, int end, String section) {
    return new Passage(shape, text, start, end, section, "");
  }

  /** The same, standing somewhere else. */
  public Passage moved(int newStart, int newEnd, String newSection) {
    return new Passage(shape, text, newStart, newEnd, newSection, language);
  }
}
