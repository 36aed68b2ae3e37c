package io.skillmill.parsers.security;

import io.skillmill.parsers.contexts.Context;
import io.skillmill.parsers.detect.View;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Tells whether quotation marks or backticks stand right around something, in the same line, so
 * that it is spoken of rather than said.
 */
final class Quotations {

  /** How far away the marks may be. */
  private static final int DISTANCE_MAX = 300;

  private static final List<String> PAIRS =
      List.of("\"\"", "“”", "''", "‘’", "``", "«»", "「」", "„“");

  /** How code is handed to an interpreter. */
  private static final List<String> HANDING =
      List.of(
          " -c",
          " -e",
          " -r",
          " -Command",
          "eval",
          "exec",
          "iex",
          " -f",
          " -F",
          " -d",
          "--data",
          "--data-binary",
          "$(",
          "curl",
          "wget",
          "-s",
          "-X POST",
          "source");

  private static final int HANDED_MAX = 20;

  private static final Set<Context> CODE = EnumSet.of(Context.FENCE, Context.CODE);

  private final View view;

  Quotations(View view) {
    this.view = view;
  }

  boolean around(int start, int end) {
    int line = view.contexts().line(start);
    int from = Math.max(view.contexts().start(line), start - DISTANCE_MAX);
    int to = Math.min(view.contexts().end(line), end + DISTANCE_MAX);
    for (String pair : PAIRS) {
      int mark = opening(pair, from, start);
      if (mark >= 0 && closes(pair, end, to) && !isMeant(pair, mark)) {
        return true;
      }
    }
    return false;
  }

  /** Where the mark is that is still open; -1 where none is. */
  private int opening(String pair, int from, int start) {
    char open = pair.charAt(0);
    char close = pair.charAt(1);
    int opening = -1;
    for (int at = from; at < start; at++) {
      char c = view.text().charAt(at);
      if (c == open && !apostrophe(at)) {
        opening = open == close && opening >= 0 ? -1 : at;
      } else if (c == close) {
        opening = -1;
      }
    }
    return opening;
  }

  /** A command that is to be run, or that an interpreter is handed, is no quotation. */
  private boolean isMeant(String pair, int mark) {
    if (pair.equals("``")) {
      return Urging.before(view, mark);
    }
    int lineStart = view.contexts().start(view.contexts().line(mark));
    String before =
        view.text().substring(Math.max(lineStart, mark - HANDED_MAX), mark).stripTrailing();
    return HANDING.stream().anyMatch(before::endsWith) && CODE.contains(view.contexts().at(mark));
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
