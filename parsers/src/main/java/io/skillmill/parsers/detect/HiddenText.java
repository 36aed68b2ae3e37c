package io.skillmill.parsers.detect;

import io.skillmill.parsers.contexts.Comment;
import io.skillmill.parsers.contexts.Context;
import io.skillmill.parsers.contexts.Contexts;

/** Detectors of text that stands where nobody looks. */
final class HiddenText {

  /** Wider than any window. */
  private static final int BLANKS_MIN = 160;

  private static final String BLANKS = " ".repeat(BLANKS_MIN);

  /** Longer than any page. */
  private static final int LINES_MIN = 80;

  private static final int COMMENT_MIN = 40;

  private HiddenText() {}

  static void far(View view, Detector.Sink sink) {
    Contexts contexts = view.contexts();
    int blankLines = 0;
    for (int line = 1; line <= contexts.lineCount(); line++) {
      int start = contexts.start(line);
      int end = contexts.end(line);
      int first = visible(view.text(), start, end);
      if (first == end) {
        blankLines++;
        continue;
      }
      int gap = end - start > BLANKS_MIN ? view.text().indexOf(BLANKS, start, end) : -1;
      int far = gap >= 0 ? visible(view.text(), gap, end) : blankLines >= LINES_MIN ? first : end;
      if (far < end && prose(view, far)) {
        sink.found(far, far + 1, "", "");
      }
      blankLines = 0;
    }
  }

  private static int visible(String text, int start, int end) {
    int at = start;
    while (at < end && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Tables and code are set with blanks. */
  private static boolean prose(View view, int at) {
    return switch (view.contexts().at(at)) {
      case Context.TABLE, Context.FENCE, Context.SCRIPT, Context.DATA -> false;
      default -> true;
    };
  }

  static void unclosed(View view, Detector.Sink sink) {
    for (Comment comment : view.contexts().comments()) {
      if (!comment.closed() && comment.end() - comment.start() >= COMMENT_MIN) {
        sink.found(comment.start(), comment.start() + 4, "", "");
      }
    }
  }
}
