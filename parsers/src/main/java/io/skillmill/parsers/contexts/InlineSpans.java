package io.skillmill.parsers.contexts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The code and the link destinations of one line. */
final class InlineSpans {

  static final InlineSpans NONE = new InlineSpans(List.of(), List.of());

  private final List<Span> code;
  private final List<Span> links;

  private record Span(int start, int end) {}

  private InlineSpans(List<Span> code, List<Span> links) {
    this.code = code;
    this.links = links;
  }

  static InlineSpans of(String text, int start, int end) {
    var code = new ArrayList<Span>();
    var links = new ArrayList<Span>();
    int tick = text.indexOf('`', start, end);
    if (tick >= 0) {
      code(text, tick, end, code);
    }
    links(text, start, end, links);
    return code.isEmpty() && links.isEmpty() ? NONE : new InlineSpans(code, links);
  }

  Optional<Context> at(int offset) {
    if (in(code, offset)) {
      return Optional.of(Context.CODE);
    }
    return in(links, offset) ? Optional.of(Context.LINK) : Optional.empty();
  }

  private static boolean in(List<Span> spans, int offset) {
    int low = 0;
    int high = spans.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (offset < spans.get(middle).start) {
        high = middle - 1;
      } else if (offset >= spans.get(middle).end) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  /** A run of backticks closes with the next run of the same length. */
  private static void code(String text, int first, int end, List<Span> spans) {
    var runs = new ArrayList<int[]>();
    for (int at = first; at >= 0; at = text.indexOf('`', at, end)) {
      int after = at;
      while (after < end && text.charAt(after) == '`') {
        after++;
      }
      runs.add(new int[] {at, after - at, -1});
      at = after;
      if (at >= end) {
        break;
      }
    }
    link(runs);
    for (int i = 0; i < runs.size(); i++) {
      int closer = runs.get(i)[2];
      if (closer >= 0) {
        spans.add(new Span(runs.get(i)[0], runs.get(closer)[0] + runs.get(closer)[1]));
        i = closer;
      }
    }
  }

  private static void link(List<int[]> runs) {
    Map<Integer, Integer> next = new HashMap<>();
    for (int i = runs.size() - 1; i >= 0; i--) {
      int[] run = runs.get(i);
      run[2] = next.getOrDefault(run[1], -1);
      next.put(run[1], i);
    }
  }

  private static void links(String text, int start, int end, List<Span> spans) {
    for (int at = text.indexOf("](", start, end); at >= 0; at = text.indexOf("](", at, end)) {
      int close = text.indexOf(')', at, end);
      int stop = close < 0 ? end : close;
      spans.add(new Span(at + 2, stop));
      at = stop;
      if (at >= end) {
        return;
      }
    }
    int definition = text.indexOf("]:", start, end);
    if (definition > 0 && text.substring(start, definition).stripLeading().startsWith("[")) {
      spans.add(new Span(definition + 2, end));
    }
  }
}
