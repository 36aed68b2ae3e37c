package io.skillmill.cli.render;

import java.util.ArrayList;
import java.util.List;

/** Breaks text between words, so that it fits the width of a terminal. */
final class Wrap {

  private Wrap() {}

  /**
   * The lines of a text.
   *
   * @param lead stands before the first; as many blanks stand before the others
   * @param width of all; 0 to leave lines as they are
   */
  static List<String> lines(String lead, String text, int width) {
    var lines = new ArrayList<String>();
    String before = lead;
    String blanks = " ".repeat(Plain.width(lead));
    for (String line : text.strip().split("\n", -1)) {
      for (String part : parts(Plain.line(line), width - Plain.width(lead))) {
        lines.add((before + part).stripTrailing());
        before = blanks;
      }
    }
    return lines;
  }

  private static List<String> parts(String line, int width) {
    if (width <= 0 || Plain.width(line) <= width) {
      return List.of(line);
    }
    var parts = new ArrayList<String>();
    String rest = line;
    while (Plain.width(rest) > width) {
      int most = rest.offsetByCodePoints(0, width);
      int blank = rest.lastIndexOf(' ', most);
      int end = blank > 0 ? blank : most;
      parts.add(rest.substring(0, end));
      rest = rest.substring(end).stripLeading();
    }
    parts.add(rest);
    return parts;
  }
}
