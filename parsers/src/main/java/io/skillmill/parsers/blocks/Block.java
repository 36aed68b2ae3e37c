package io.skillmill.parsers.blocks;

import java.util.List;

/** A block of Markdown that holds text; containers are told by what stands in them. */
public sealed interface Block {

  /** Where it begins in the text. */
  int start();

  /** Where it ends. */
  int end();

  /** A block that is nothing but its lines. */
  sealed interface OfLines extends Block {

    Lines lines();

    @Override
    default int start() {
      return lines().start();
    }

    @Override
    default int end() {
      return lines().end();
    }
  }

  /** What a block is in the list that it stands in. */
  enum Mark {
    /** It opens no item. */
    NONE,
    /** The first block of an item with a bullet. */
    BULLET,
    /** The first block of an item with a number. */
    NUMBER
  }

  /**
   * A heading.
   *
   * @param level from 1 to 6
   */
  record Heading(int level, Lines lines) implements OfLines {}

  /**
   * Running text.
   *
   * @param mark whether it opens an item
   * @param depth how many items it stands in
   */
  record Paragraph(Lines lines, Mark mark, int depth) implements OfLines {}

  /**
   * Code, between fences or indented.
   *
   * @param info what stands behind the opening fence; empty where the code is indented
   * @param lines the code; may be none
   * @param closed whether its closing fence is there
   */
  record Code(String info, Lines lines, int start, int end, boolean closed) implements Block {}

  /**
   * What is no text: a comment, or a line of tags.
   *
   * @param comment whether it is a comment, an instruction or a declaration
   */
  record Html(Lines lines, boolean comment) implements OfLines {}

  /** A table's rows, each with its cells; the first row heads the columns. */
  record Table(List<Row> rows) implements Block {
    @Override
    public int start() {
      return rows.getFirst().start();
    }

    @Override
    public int end() {
      return rows.getLast().end();
    }
  }

  /**
   * A row of a table.
   *
   * @param cells where each begins and ends, without the white space around it
   */
  record Row(Lines cells, int start, int end) {}
}
