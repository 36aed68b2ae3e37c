package io.skillmill.parsers.blocks;

import io.skillmill.parsers.blocks.Block.Mark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The block that lines are added to at the moment, and the blocks that are done. */
final class Leaf {

  /** What is open. */
  enum Kind {
    NONE,
    PARAGRAPH,
    FENCE,
    INDENTED,
    HTML,
    TABLE
  }

  private final String text;
  private final Definitions definitions;
  private final List<Block> done = new ArrayList<>();
  private final List<Block.Row> rows = new ArrayList<>();
  private int[] bounds = new int[256];
  private int lines;
  private int first;
  private Kind kind = Kind.NONE;
  private Mark mark = Mark.NONE;
  private int depth;
  private int opened;
  private HtmlKind html = HtmlKind.COMMENT;
  private char fenceSign;
  private int fenceLength;
  private String info = "";

  Leaf(String text, Definitions definitions) {
    this.text = text;
    this.definitions = definitions;
  }

  Kind kind() {
    return kind;
  }

  HtmlKind html() {
    return html;
  }

  List<Block> done() {
    return done;
  }

  void add(int start, int end) {
    if (lines * 2 == bounds.length) {
      bounds = Arrays.copyOf(bounds, bounds.length * 2);
    }
    bounds[lines * 2] = start;
    bounds[lines * 2 + 1] = end;
    lines++;
  }

  void openParagraph(Mark itsMark, int items) {
    open(Kind.PARAGRAPH);
    mark = itsMark;
    depth = items;
  }

  void openIndented() {
    open(Kind.INDENTED);
  }

  void openHtml(HtmlKind itsKind) {
    open(Kind.HTML);
    html = itsKind;
  }

  void openFence(Cursor line, int length) {
    open(Kind.FENCE);
    opened = line.next;
    fenceSign = line.first();
    fenceLength = length;
    info = text.substring(line.next + length, line.end).strip();
  }

  boolean fenceClosedBy(Cursor line) {
    return Rules.closesFence(line, text, fenceSign, fenceLength);
  }

  void heading(int level, Lines itsLines) {
    done.add(new Block.Heading(level, itsLines));
  }

  void tags(Lines tags) {
    done.add(new Block.Html(tags, false));
  }

  /** Makes the open paragraph a heading, unless it holds definitions alone. */
  boolean underlined(int level) {
    Lines said = said();
    if (said.count() == 0) {
      first = lines;
      return false;
    }
    heading(level, said);
    kind = Kind.NONE;
    return true;
  }

  /** Makes the last line of the open paragraph the head of a table. */
  boolean tableUnder(int columns) {
    int start = bounds[lines * 2 - 2];
    int end = bounds[lines * 2 - 1];
    if (text.indexOf('|', start, end) < 0) {
      return false;
    }
    Lines cells = Cells.of(text, start, end);
    if (cells.count() == 0 || cells.count() > columns) {
      return false;
    }
    lines--;
    close();
    open(Kind.TABLE);
    rows.add(new Block.Row(cells, start, end));
    return true;
  }

  void row(int start, int end) {
    rows.add(new Block.Row(Cells.of(text, start, end), start, end));
  }

  /** Closes a fence with the line that holds its closing signs. */
  void closeFence(int end) {
    done.add(new Block.Code(info, all(), opened, end, true));
    kind = Kind.NONE;
  }

  void close() {
    switch (kind) {
      case NONE -> {}
      case PARAGRAPH -> {
        Lines said = said();
        if (said.count() > 0) {
          done.add(new Block.Paragraph(said, mark, depth));
        }
      }
      case FENCE -> closeUnfinished();
      case INDENTED -> closeIndented();
      case HTML -> closeHtml();
      case TABLE -> done.add(new Block.Table(List.copyOf(rows)));
    }
    kind = Kind.NONE;
  }

  private void open(Kind itsKind) {
    close();
    kind = itsKind;
    first = lines;
    rows.clear();
  }

  /** A paragraph without the definitions that it opens with. */
  private Lines said() {
    Lines lines = all();
    int taken = lines.count() == 0 ? 0 : definitions.take(lines);
    return taken == 0 ? lines : lines.part(taken, lines.count());
  }

  private void closeUnfinished() {
    Lines code = all();
    int end = code.count() == 0 ? opened + fenceLength : code.end();
    done.add(new Block.Code(info, code, opened, Math.max(end, opened + fenceLength), false));
  }

  private void closeHtml() {
    Lines all = all();
    done.add(
        html == HtmlKind.RAW || html == HtmlKind.CDATA
            ? new Block.Code("html", all, all.start(), all.end(), true)
            : new Block.Html(all, true));
  }

  /** spec: blank lines before and after indented code are no part of it. */
  private void closeIndented() {
    while (lines > first + 1
        && text.substring(bounds[lines * 2 - 2], bounds[lines * 2 - 1]).isBlank()) {
      lines--;
    }
    Lines code = all();
    done.add(new Block.Code("", code, code.start(), code.end(), true));
  }

  private Lines all() {
    return new Lines(bounds, first, lines - first);
  }

  Optional<Lines> paragraph() {
    return kind == Kind.PARAGRAPH ? Optional.of(all()) : Optional.empty();
  }
}
