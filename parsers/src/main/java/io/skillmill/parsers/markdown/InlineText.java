package io.skillmill.parsers.markdown;

import java.util.Arrays;
import java.util.List;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;

/** What the inlines of a block say, without markup, with where each character stands. */
final class InlineText {

  private final StringBuilder plain = new StringBuilder();
  private int[] offsets = new int[64];
  private final int base;
  private int last;

  private InlineText(int base) {
    this.base = base;
    this.last = base;
  }

  /**
   * Reads a block's inlines.
   *
   * @param base where the Markdown begins in the source text
   */
  static InlineText of(Node block, int base) {
    var text = new InlineText(base);
    text.children(block);
    return text;
  }

  String plain() {
    return plain.toString();
  }

  /** Where a character of the plain text stands in the source text. */
  int offset(int index) {
    return offsets[index];
  }

  /** Inlines nest no deeper than the parser was told to let them. */
  private void children(Node parent) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      switch (node) {
        case Text text -> add(text.getLiteral(), node.getSourceSpans(), 0);
        case Code code -> add(code.getLiteral(), node.getSourceSpans(), 1);
        case SoftLineBreak _ -> add(" ", List.of(), 0);
        case HardLineBreak _ -> add(" ", List.of(), 0);
        case HtmlInline _ -> {}
        default -> children(node);
      }
    }
  }

  /**
   * A literal mostly has as many characters as its source; where escapes make them differ, its
   * characters are held to stand within the source of the whole literal.
   */
  private void add(String literal, List<SourceSpan> spans, int opening) {
    int start = last;
    int end = last;
    if (!spans.isEmpty()) {
      start = base + spans.getFirst().getInputIndex();
      end = base + spans.getLast().getInputIndex() + spans.getLast().getLength();
    }
    for (int i = 0; i < literal.length(); i++) {
      if (plain.length() == offsets.length) {
        offsets = Arrays.copyOf(offsets, offsets.length * 2);
      }
      offsets[plain.length()] = Math.max(start, Math.min(start + opening + i, end - 1));
      plain.append(literal.charAt(i));
    }
    last = Math.max(last, end);
  }
}
