package io.skillmill.parsers.markdown;

import io.skillmill.parsers.text.SourceText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;

/** What the inlines of a block say, without markup, with where each character stands. */
final class InlineText {

  /** How long the source of one character may be: an entity is longer than what it stands for. */
  private static final int ESCAPE_MAX = 40;

  private final StringBuilder plain = new StringBuilder();
  private int[] offsets = new int[64];
  private final String source;
  private final int base;
  private final List<MarkdownBody.Link> links = new ArrayList<>();
  private int last;

  private InlineText(String source, int base) {
    this.source = source;
    this.base = base;
    this.last = base;
  }

  /**
   * Reads a block's inlines.
   *
   * @param source the whole source text
   * @param base where the Markdown begins in it
   */
  static InlineText of(Node block, String source, int base) {
    var text = new InlineText(source, base);
    text.children(block);
    return text;
  }

  String plain() {
    return SourceText.wellFormed(plain.toString());
  }

  List<MarkdownBody.Link> links() {
    return links;
  }

  /** Where a character of the plain text stands in the source text. */
  int offset(int index) {
    return offsets[index];
  }

  /** Inlines nest no deeper than the parser was told to let them. */
  private void children(Node parent) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      switch (node) {
        case Text text -> add(text.getLiteral(), text.getSourceSpans());
        case Code code -> add(code.getLiteral(), code.getSourceSpans());
        case HtmlInline html -> add(Labels.placeholder(html.getLiteral()), html.getSourceSpans());
        case SoftLineBreak _ -> add(" ", List.of());
        case HardLineBreak _ -> add(" ", List.of());
        case Link link -> linked(link, link.getDestination());
        case Image image -> linked(image, image.getDestination());
        default -> children(node);
      }
    }
  }

  private void linked(Node node, String target) {
    int start = plain.length();
    children(node);
    var spans = node.getSourceSpans();
    int from = spans.isEmpty() ? last : base + spans.getFirst().getInputIndex();
    int to = spans.isEmpty() ? last : base + end(spans.getLast());
    links.add(new MarkdownBody.Link(target, plain.substring(start), from, to));
  }

  private static int end(SourceSpan span) {
    return span.getInputIndex() + span.getLength();
  }

  private void add(String literal, List<SourceSpan> spans) {
    int at = last;
    int end = last;
    if (!spans.isEmpty()) {
      at = base + spans.getFirst().getInputIndex();
      end = base + end(spans.getLast());
    }
    room(literal.length());
    if (source.startsWith(literal, at)) {
      for (int i = 0; i < literal.length(); i++) {
        offsets[plain.length() + i] = at + i;
      }
    } else {
      align(literal, at, end);
    }
    plain.append(literal);
    last = Math.max(last, end);
  }

  /** Each character is looked for a little ahead, past the escapes and entities in between. */
  private void align(String literal, int start, int end) {
    int at = start;
    for (int i = 0; i < literal.length(); i++) {
      int ahead = Math.max(at, Math.min(end, at + ESCAPE_MAX));
      int found = source.indexOf(literal.charAt(i), at, ahead);
      offsets[plain.length() + i] = found < 0 ? at : found;
      at = found < 0 ? at : found + 1;
    }
  }

  private void room(int more) {
    int needed = plain.length() + more;
    if (needed > offsets.length) {
      offsets = Arrays.copyOf(offsets, Math.max(needed, offsets.length * 2));
    }
  }
}
