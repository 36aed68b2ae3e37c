package io.skillmill.db.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement as the drivers take it. Our files may number their parameters ({@code ?2}), so that
 * one value can stand in several places; JDBC knows plain question marks only. Comments are left
 * out, because they may hold question marks too.
 */
final class Wording {

  private final String text;
  private final List<Integer> places;

  private Wording(String text, List<Integer> places) {
    this.text = text;
    this.places = places;
  }

  static Wording of(String file) {
    var text = new StringBuilder();
    var places = new ArrayList<Integer>();
    file.lines()
        .filter(line -> !line.stripLeading().startsWith("--"))
        .forEach(line -> translate(line, text, places));
    return new Wording(text.toString(), List.copyOf(places));
  }

  private static void translate(String line, StringBuilder text, List<Integer> places) {
    int at = 0;
    while (at < line.length()) {
      char c = line.charAt(at++);
      text.append(c);
      if (c == '?') {
        int end = at;
        while (end < line.length() && Character.isDigit(line.charAt(end))) {
          end++;
        }
        places.add(end == at ? places.size() : Integer.parseInt(line, at, end, 10) - 1);
        at = end;
      }
    }
    text.append('\n');
  }

  String text() {
    return text;
  }

  /** Whether there is nothing to do. */
  boolean isEmpty() {
    return text.isBlank();
  }

  /** Which value stands at each question mark. */
  List<Integer> places() {
    return places;
  }
}
