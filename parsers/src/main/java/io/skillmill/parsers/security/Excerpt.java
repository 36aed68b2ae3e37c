package io.skillmill.parsers.security;

import io.skillmill.parsers.detect.PlainText;
import io.skillmill.parsers.detect.View;

/** The text of a finding, made fit to be shown: short, without secrets, without odd characters. */
final class Excerpt {

  private static final int LENGTH_MAX = 120;

  /** How much of what stands before a match is shown with it. */
  private static final int BEFORE = 20;

  private Excerpt() {}

  static String of(View view, int start, int end) {
    int line = view.contexts().line(start);
    int from = Math.max(view.contexts().start(line), start - BEFORE);
    int lineEnd = view.contexts().end(view.contexts().line(Math.max(start, end - 1)));
    int to = Math.min(Math.max(end, lineEnd), from + LENGTH_MAX);
    return PlainText.of(view.redaction().slice(from, to).strip());
  }
}
