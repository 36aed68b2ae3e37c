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
 * @param lead what introduces it: the line that announces its list, the comment above a command,
 *     the case of a row; empty where nothing does
 * @param label how much of the text at its start is a label that is set apart, with its colon
 */
public record Passage(
    Shape shape,
    String text,
    int start,
    int end,
    String section,
    String language,
    String lead,
    int label) {

  /** How a passage stands in its text. */
  public enum Shape {
    /** An item of a numbered list. */
    STEP,
    /** An item of a bullet list. */
    ITEM,
    /** An item with a box to tick. */
    CHECK,
    /** An item that says what a name in code means. */
    TERM,
    /** A sentence of a paragraph, or a further one of an item. */
    SENTENCE,
    /** A shell command. */
    COMMAND,
    /** Code or markup that is shown. */
    CODE,
    /** A row of a table. */
    ROW,
    /** A row that says what to do in a case. */
    CASE
  }

  /** The separator of headings in {@code section}. */
  public static final String UNDER = " > ";

  /** Without a lead and a label. */
  public Passage(Shape shape, String text, int start, int end, String section, String language) {
    this(shape, text, start, end, section, language, "", 0);
  }

  /** The innermost heading it stands under; empty above the first. */
  String heading() {
    int under = section.lastIndexOf(UNDER);
    return under < 0 ? section : section.substring(under + UNDER.length());
  }

  public static Passage of(Shape shape, String text, int start, int end, String section) {
    return new Passage(shape, text, start, end, section, "");
  }

  /** The same, standing somewhere else. */
  public Passage moved(int newStart, int newEnd, String newSection) {
    return new Passage(shape, text, newStart, newEnd, newSection, language, lead, label);
  }
}
