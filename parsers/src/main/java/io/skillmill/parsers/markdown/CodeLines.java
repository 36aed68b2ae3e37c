package io.skillmill.parsers.markdown;

import java.util.HashMap;
import java.util.Map;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.SourceSpan;

/** Where each line of a fenced code block stands; blank lines have no place of their own. */
final class CodeLines {

  private final Map<Integer, SourceSpan> spans = new HashMap<>();
  private final SourceSpan fence;
  private final int base;

  CodeLines(FencedCodeBlock block, int base) {
    this.base = base;
    this.fence = block.getSourceSpans().getFirst();
    block.getSourceSpans().forEach(span -> spans.put(span.getLineIndex(), span));
  }

  /** Where a line of the code begins in the source text. */
  int start(int line) {
    return base + span(line).getInputIndex();
  }

  /** Where it ends. */
  int end(int line) {
    return start(line) + span(line).getLength();
  }

  private SourceSpan span(int line) {
    return spans.getOrDefault(fence.getLineIndex() + 1 + line, fence);
  }
}
