package io.skillmill.parsers.blocks;

import io.skillmill.parsers.blocks.Block.Mark;

/** The quotes and items that are open, outermost first. */
final class Containers {

  /** In the place of an item's indentation. */
  private static final int QUOTE = -1;

  private final int most;
  private final int[] indents;
  private final Mark[] marks;

  /** Whether the item has nothing in it so far but its marker. */
  private final boolean[] bare;

  private int depth;
  private int items;

  Containers(int most) {
    this.most = most;
    this.indents = new int[most];
    this.marks = new Mark[most];
    this.bare = new boolean[most];
  }

  int depth() {
    return depth;
  }

  boolean full() {
    return depth == most;
  }

  /** How many items are open. */
  int items() {
    return items;
  }

  /** Takes from the line what keeps containers open, and says how many stay so. */
  int match(Cursor line) {
    for (int i = 0; i < depth; i++) {
      if (indents[i] == QUOTE) {
        if (line.blank() || line.indent >= 4 || line.first() != '>') {
          return i;
        }
        takeQuote(line);
      } else if (line.blank()) {
        if (bare[i]) {
          return i;
        }
      } else if (line.indent >= indents[i]) {
        line.takeColumns(indents[i]);
        bare[i] = false;
      } else {
        return i;
      }
    }
    return depth;
  }

  void openQuote(Cursor line) {
    takeMark();
    takeQuote(line);
    indents[depth++] = QUOTE;
  }

  /**
   * spec: what follows a marker is indented by one to four columns, or the marker ends the line.
   */
  void openItem(Cursor line, Marker marker) {
    takeMark();
    int outer = line.indent;
    line.take(marker.width());
    int inner = line.blank() || line.indent > 4 ? 1 : line.indent;
    bare[depth] = line.blank();
    line.takeColumns(inner);
    indents[depth] = outer + marker.width() + inner;
    marks[depth++] = marker.numbered() ? Mark.NUMBER : Mark.BULLET;
    items++;
  }

  void closeTo(int kept) {
    while (depth > kept) {
      depth--;
      items -= indents[depth] == QUOTE ? 0 : 1;
      marks[depth] = Mark.NONE;
    }
  }

  /** What the next block is in its item; asked once for each block. */
  Mark takeMark() {
    if (depth == 0 || indents[depth - 1] == QUOTE) {
      return Mark.NONE;
    }
    Mark mark = marks[depth - 1];
    marks[depth - 1] = Mark.NONE;
    bare[depth - 1] = false;
    return mark;
  }

  private static void takeQuote(Cursor line) {
    line.take(1);
    line.takeColumns(1);
  }
}
