package io.skillmill.parsers.security;

import io.skillmill.parsers.detect.View;
import java.util.List;

/** Tells whether quotation marks or backticks stand right around something, in the same line. */
final class Quotations {

  /** How far away the marks may be. */
  private static final int DISTANCE_MAX = 300;

  private static final List<String> PAIRS =
      List.of("\"\"", "“”", "''", "‘’", "``", "«»", "「」", "„“");

  private final View view;

  Quotations(View view) {
    this.view = view;
  }

  boolean around(int start, int end) {
    int line = view.contexts().line(start);
    int from = Math.max(view.contexts().start(line), start - DISTANCE_MAX);
    int to = Math.min(view.contexts().end(line), end + DISTANCE_MAX);
    for (String pair : PAIRS) {
      if (opens(pair, from, start) && closes(pair, end, to)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an opening mark before it is still open. */
  private boolean opens(String pair, int from, int start) {
    char open = pair.charAt(0);
    char close = pair.charAt(1);
    int depth = 0;
    for (int at = from; at < start; at++) {
      char c = view.text().charAt(at);
      if (open == close) {
        boolean mark = c == open && !apostrophe(at);
        depth = mark ? 1 - depth : depth;
      } else {
        depth += c == open ? 1 : c == close ? -1 : 0;
      }
    }
    return depth > 0;
  }

  private boolean closes(String pair, int end, int to) {
    for (int at = end - 1; at < to; at++) { // a pattern may hold the mark itself
      if (view.text().charAt(at) == pair.charAt(1) && !apostrophe(at)) {
        return true;
      }
    }
    return false;
  }

  private boolean apostrophe(int at) {
    String text = view.text();
    return text.charAt(at) == '\''
        && at > 0
        && at + 1 < text.length()
        && Character.isLetter(text.charAt(at - 1))
        && Character.isLetter(text.charAt(at + 1));
  }
}
