package io.skillmill.parsers.markdown;

import io.skillmill.parsers.blocks.Inlines;
import io.skillmill.parsers.traits.Context;
import java.util.TreeMap;

/**
 * Says whether an offset of a body lies in code, and in which. Built when it is first asked; made
 * to be asked of one offset after the other, for then it reads no code twice.
 */
final class Surroundings {

  private final MarkdownBody body;
  private final String text;
  private final TreeMap<Integer, Stretch> stretches = new TreeMap<>();

  /** How far the code at hand is read, from where, and how many braces are open there. */
  private int readFrom = -1;

  private int readTo;
  private int depth;

  private record Stretch(int end, Context context) {}

  Surroundings(MarkdownBody body, String text) {
    this.body = body;
    this.text = text;
  }

  Context at(int offset) {
    if (stretches.isEmpty()) {
      build();
    }
    var found = stretches.floorEntry(offset);
    if (found == null || offset >= found.getValue().end) {
      return Context.PROSE;
    }
    Context context = found.getValue().context;
    boolean inLine = context == Context.CODE || context == Context.LOAD_TIME;
    return inLine && inBraces(found.getKey(), offset) ? Context.PROGRAM : context;
  }

  private void build() {
    stretches.put(-1, new Stretch(0, Context.PROSE));
    for (Inlines.Code code : body.codes()) {
      boolean loads = MarkdownBody.loads(code, text);
      stretches.put(
          code.start(), new Stretch(code.end(), loads ? Context.LOAD_TIME : Context.CODE));
    }
    for (MarkdownBody.Fence fence : body.fences()) {
      stretches.put(
          fence.start(),
          new Stretch(fence.end(), fence.loadTime() ? Context.LOAD_TIME : Context.FENCE));
    }
  }

  private boolean inBraces(int start, int offset) {
    if (readFrom != start || offset < readTo) {
      readFrom = start;
      readTo = start;
      depth = 0;
    }
    for (; readTo < offset; readTo++) {
      char c = text.charAt(readTo);
      depth += c == '{' ? 1 : c == '}' && depth > 0 ? -1 : 0;
    }
    return depth > 0;
  }
}
