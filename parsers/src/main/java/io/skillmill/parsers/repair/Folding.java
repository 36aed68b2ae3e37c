package io.skillmill.parsers.repair;

import java.util.List;

/** Joins the lines of one text as YAML does: a line end is a blank, an empty line a line end. */
final class Folding {

  private Folding() {}

  static String fold(String head, List<Line> rest) {
    var text = new StringBuilder(head);
    int empty = 0;
    for (Line line : rest) {
      String part = line.text().strip();
      if (part.isEmpty()) {
        empty++;
      } else {
        append(text, part, empty);
        empty = 0;
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String part, int empty) {
    if (!text.isEmpty()) {
      text.append(empty == 0 ? " " : "\n".repeat(empty));
    }
    text.append(part);
  }
}
