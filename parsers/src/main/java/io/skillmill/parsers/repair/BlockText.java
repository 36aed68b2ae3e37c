package io.skillmill.parsers.repair;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a text below a {@code |} or {@code >} sign whose lines YAML does not accept. */
final class BlockText {

  private BlockText() {}

  static Mended read(Header header, List<Line> rest) {
    var lines = new ArrayList<Line>();
    int common = commonIndent(rest);
    for (Line line : rest) {
      lines.add(line.withText(line.isBlank() ? "" : line.text().substring(common).stripTrailing()));
    }
    while (!lines.isEmpty() && lines.getLast().text().isEmpty()) {
      lines.removeLast();
    }
    String text =
        header.literal() ? literal(header.text(), lines) : Folding.fold(header.text(), lines);
    if (!header.text().isEmpty()) {
      return Mended.text(Repair.BLOCK_HEADER_TEXT, text);
    }
    return Mended.text(Repair.BAD_INDENT, text.isEmpty() || !header.clipped() ? text : text + "\n");
  }

  private static String literal(String head, List<Line> lines) {
    var text = new StringBuilder(head);
    boolean first = head.isEmpty();
    for (Line line : lines) {
      text.append(first ? "" : "\n").append(line.text());
      first = false;
    }
    return text.toString();
  }

  private static int commonIndent(List<Line> lines) {
    return lines.stream().filter(line -> !line.isBlank()).mapToInt(Line::indent).min().orElse(0);
  }

  /**
   * The sign that begins a text of several lines.
   *
   * @param literal whether line ends stay
   * @param clipped whether the text ends in a line feed
   * @param text what stands on the same line, which YAML does not allow; often empty
   */
  record Header(boolean literal, boolean clipped, String text) {

    /**
     * The header that a value begins with; none where the sign means something else, as >= does.
     */
    static Optional<Header> of(String value) {
      if (value.isEmpty() || (value.charAt(0) != '|' && value.charAt(0) != '>')) {
        return Optional.empty();
      }
      int end = 1;
      while (end < value.length() && end < 3 && isModifier(value.charAt(end))) {
        end++;
      }
      if (end < value.length() && value.charAt(end) != ' ' && value.charAt(end) != '\t') {
        return Optional.empty();
      }
      String text = value.substring(end).strip();
      return Optional.of(
          new Header(
              value.charAt(0) == '|',
              value.substring(0, end).indexOf('-') < 0,
              text.startsWith("#") ? "" : text));
    }

    private static boolean isModifier(char c) {
      return c == '+' || c == '-' || (c >= '1' && c <= '9');
    }
  }
}
