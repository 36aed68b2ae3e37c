package io.skillmill.parsers.verdict;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.blocks.Block;
import io.skillmill.parsers.blocks.Blocks;
import io.skillmill.parsers.blocks.Inlines;
import io.skillmill.parsers.text.SourceText;
import io.skillmill.schema.skill.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The links and comments of a Markdown text, both in the order of the text. What stands in code is
 * neither.
 */
record Marks(List<Link> links, List<Comment> comments) {

  private static final Marks NONE = new Marks(List.of(), List.of());
  private static final String COMMENT = "<!--";
  private static final String COMMENT_END = "-->";

  /** Those from a line on. */
  static Marks of(SourceText source, int firstLine) {
    String text = source.text();
    int start = source.startOfLine(firstLine);
    if (text.indexOf("](", start) < 0
        && text.indexOf("]:", start) < 0
        && text.indexOf(COMMENT, start) < 0) {
      return NONE;
    }
    Blocks blocks = Blocks.read(text, start, Limits.DEFAULT.nestingMax());
    var inlines = blocks.inlines();
    var comments = new ArrayList<Comment>();
    for (Block block : blocks.all()) {
      if (block instanceof Block.Html html && html.comment()) {
        comments(source, html.start(), html.end(), comments);
      } else {
        read(block, inlines);
      }
    }
    inlines.comments().forEach(span -> comments(source, span.start(), span.end(), comments));
    comments.sort(Comparator.comparing(Comment::place, Marks::inOrder));
    return new Marks(
        inlines.links().stream()
            .filter(link -> text.charAt(link.start()) != '<')
            .sorted(Comparator.comparingInt(Inlines.Link::start))
            .map(link -> new Link(link.target(), source.place(link.start(), link.end())))
            .toList(),
        List.copyOf(comments));
  }

  private static void read(Block block, Inlines inlines) {
    switch (block) {
      case Block.Heading heading -> inlines.read(heading.lines());
      case Block.Paragraph paragraph -> inlines.read(paragraph.lines());
      case Block.Table table -> table.rows().forEach(row -> cells(row, inlines));
      case Block.Code _, Block.Html _ -> {}
    }
  }

  private static void cells(Block.Row row, Inlines inlines) {
    for (int i = 0; i < row.cells().count(); i++) {
      inlines.cell(row, i);
    }
  }

  /** One stretch may hold several comments. */
  private static void comments(SourceText source, int start, int end, List<Comment> comments) {
    String text = source.text();
    int at = text.indexOf(COMMENT, start, end);
    while (at >= 0) {
      int close = text.indexOf(COMMENT_END, at + COMMENT.length(), end);
      if (close < 0) {
        return;
      }
      int after = close + COMMENT_END.length();
      comments.add(
          new Comment(text.substring(at + COMMENT.length(), close), source.place(at, after)));
      at = text.indexOf(COMMENT, after, end);
    }
  }

  private static int inOrder(Place a, Place b) {
    return a.line() == b.line()
        ? Integer.compare(a.column(), b.column())
        : Integer.compare(a.line(), b.line());
  }
}
