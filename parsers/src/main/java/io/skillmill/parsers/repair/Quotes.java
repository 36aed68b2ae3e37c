package io.skillmill.parsers.repair;

import java.util.List;

/** Finds where quoted text ends. */
final class Quotes {

  private Quotes() {}

  /** Whether a value that begins with a quote is closed, with nothing but a comment behind it. */
  static boolean closes(String value) {
    int close = closing(value, 1, value.charAt(0));
    return close > 0 && isNothing(value.substring(close + 1));
  }

  /** Where the quote is that closes a text; -1 where none does. */
  static int closing(String text, int from, char quote) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == '"' && c == '\\') {
        i++;
      } else if (c == quote) {
        if (quote == '\'' && i + 1 < text.length() && text.charAt(i + 1) == quote) {
          i++;
        } else {
          return i;
        }
      }
    }
    return -1;
  }

  /**
   * The line on which the text that a line leaves open is closed well: before any field that is
   * known, with nothing behind the quote. Looks no further than to the next quote of its kind, so
   * that many open quotes do not cost more than their lines.
   *
   * @param at the line that opens it
   * @param from where the text begins in it
   * @return the line's index; -1 where it is not closed
   */
  static int closingLine(List<Line> lines, int at, int from, char quote) {
    int indent = lines.get(at).indent();
    for (int i = at; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (i > at
          && line.indent() <= indent
          && Key.of(line.text()).filter(Key::isKnown).isPresent()) {
        return -1;
      }
      int close = closing(line.text(), i == at ? from : 0, quote);
      if (close >= 0) {
        return isNothing(line.text().substring(close + 1)) ? i : -1;
      }
    }
    return -1;
  }

  /** Blanks, a comment, or the comma that a habit of JSON leaves. */
  static boolean isNothing(String tail) {
    String rest = tail.strip();
    return rest.isEmpty()
        || rest.equals(",")
        || rest.equals(";")
        || (rest.charAt(0) == '#' && tail.charAt(0) != '#');
  }
}
