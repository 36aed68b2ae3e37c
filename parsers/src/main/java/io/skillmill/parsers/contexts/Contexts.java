package io.skillmill.parsers.contexts;

import java.util.Arrays;
import java.util.List;

/**
 * What each place of a text is, and what introduces it. Made by one linear scan over the lines; it
 * agrees with CommonMark on everything but the exotic, and never needs its tree. Not thread-safe:
 * it remembers the line that was asked for last.
 */
public final class Contexts {

  /** How often what introduces a line is introduced in its turn. */
  private static final int STEPS_MAX = 6;

  private final String text;
  private final Lines lines;
  private int inlineLine;
  private InlineSpans inline = InlineSpans.NONE;

  private Contexts(String text, Lines lines) {
    this.text = text;
    this.lines = lines;
  }

  /** The contexts of a Markdown text, with or without frontmatter. Line ends are line feeds. */
  public static Contexts ofMarkdown(String text) {
    return new Contexts(text, new BlockScan(text).lines());
  }

  /** A text that is the same thing everywhere. */
  public static Contexts uniform(String text, Context context) {
    return new Contexts(text, Lines.uniform(text, context));
  }

  public Context at(int offset) {
    int line = line(offset);
    Context block = lines.kind(line);
    if (lines.comment(offset).isPresent()) {
      return Context.COMMENT;
    }
    return switch (block) {
      case PROSE, HEADING, TABLE, QUOTE -> inline(line).at(offset).orElse(block);
      default -> block;
    };
  }

  /** The word after the opening fence of the code block there, in lower case; often empty. */
  public String language(int offset) {
    return lines.language(line(offset));
  }

  /** The comments, in their order. */
  public List<Comment> comments() {
    return lines.comments();
  }

  /** The line that holds an offset, from 1. */
  public int line(int offset) {
    return lines.at(offset);
  }

  public int lineCount() {
    return lines.count();
  }

  /** What the line as a whole is. */
  public Context ofLine(int line) {
    return lines.kind(line);
  }

  public int start(int line) {
    return lines.start(line);
  }

  /** One past the line's last character, without its line feed. */
  public int end(int line) {
    return lines.end(line);
  }

  /**
   * The lines that say what this line is about, the nearest first: the head of its table, the item
   * it hangs under, the paragraph before its list or code, and the headings of its section.
   */
  public int[] introductions(int line) {
    int[] found = new int[2 * STEPS_MAX];
    int count = 0;
    int at = lines.introduction(line);
    for (int step = 0; at > 0 && step < STEPS_MAX; step++) {
      found[count++] = at;
      at = lines.introduction(at);
    }
    at = lines.section(line);
    for (int step = 0; at > 0 && step < STEPS_MAX; step++) {
      found[count++] = at;
      at = lines.parentSection(at);
    }
    return Arrays.copyOf(found, count);
  }

  private InlineSpans inline(int line) {
    if (inlineLine != line) {
      inline = InlineSpans.of(text, lines.start(line), lines.end(line));
      inlineLine = line;
    }
    return inline;
  }
}
