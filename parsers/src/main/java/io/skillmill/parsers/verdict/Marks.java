package io.skillmill.parsers.verdict;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * The links and comments of a Markdown text, both in the order of the text. What stands in code is
 * neither.
 */
record Marks(List<Link> links, List<Comment> comments) {

  private static final Marks NONE = new Marks(List.of(), List.of());
  private static final String COMMENT = "<!--";
  private static final String COMMENT_END = "-->";

  /** Built when the first file needs it, for many have neither links nor comments. */
  private static final class Markdown {
    static final Parser PARSER =
        Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(Limits.DEFAULT.nestingMax())
            .maxInlineNesting(Limits.DEFAULT.nestingMax())
            .build();
  }

  /** Those from a line on. */
  static Marks of(SourceText text, int firstLine) {
    int start = text.startOfLine(firstLine);
    String body = text.text().substring(start);
    if (!body.contains("](") && !body.contains("]:") && !body.contains(COMMENT)) {
      return NONE;
    }
    var walk = new Walk(text, start);
    Markdown.PARSER.parse(body).accept(walk);
    return new Marks(List.copyOf(walk.links), List.copyOf(walk.comments));
  }

  /** Blocks and inlines nest no deeper than the parser was told to let them. */
  private static final class Walk extends AbstractVisitor {

    private final SourceText text;
    private final int base;
    private final List<Link> links = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();

    Walk(SourceText text, int base) {
      this.text = text;
      this.base = base;
    }

    @Override
    public void visit(org.commonmark.node.Link link) {
      add(link, link.getDestination());
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      add(image, image.getDestination());
      visitChildren(image);
    }

    /** A definition's own place is a better one to mend than each of its uses. */
    @Override
    public void visit(LinkReferenceDefinition definition) {
      visitChildren(definition);
    }

    @Override
    public void visit(HtmlBlock html) {
      comments(html, html.getLiteral());
    }

    @Override
    public void visit(HtmlInline html) {
      comments(html, html.getLiteral());
    }

    private void add(Node node, String target) {
      if (!node.getSourceSpans().isEmpty()) {
        links.add(new Link(target, text.place(start(node), end(node))));
      }
    }

    /** One block may hold several comments. */
    private void comments(Node node, String literal) {
      if (node.getSourceSpans().isEmpty()) {
        return;
      }
      int at = literal.indexOf(COMMENT);
      int end = at < 0 ? -1 : literal.indexOf(COMMENT_END, at + COMMENT.length());
      while (end >= 0) {
        int after = end + COMMENT_END.length();
        int from = Math.min(start(node) + at, end(node));
        int to = Math.min(start(node) + after, end(node));
        comments.add(
            new Comment(literal.substring(at + COMMENT.length(), end), text.place(from, to)));
        at = literal.indexOf(COMMENT, after);
        end = at < 0 ? -1 : literal.indexOf(COMMENT_END, at + COMMENT.length());
      }
    }

    private int start(Node node) {
      return base + node.getSourceSpans().getFirst().getInputIndex();
    }

    private int end(Node node) {
      SourceSpan span = node.getSourceSpans().getLast();
      return base + span.getInputIndex() + span.getLength();
    }
  }
}
