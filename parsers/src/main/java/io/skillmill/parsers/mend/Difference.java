package io.skillmill.parsers.mend;

import java.util.ArrayList;
import java.util.List;

/**
 * How one text becomes another, line by line.
 *
 * @param before the lines of the one, each with its line feed; the last may have none
 * @param edits what changes in them, from the top down
 */
public record Difference(List<String> before, List<Edit> edits) {

  static final Difference NONE = new Difference(List.of(), List.of());

  /** How many unchanged lines are shown around a change. */
  private static final int CONTEXT = 3;

  private static final String UNENDED = "\\ No newline at end of file";

  public Difference {
    before = List.copyOf(before);
    edits = List.copyOf(edits);
  }

  /**
   * Some lines and what stands in their place.
   *
   * @param first the first line, from 1
   * @param last the last line
   * @param lines the new lines, each with its line feed
   */
  public record Edit(int first, int last, List<String> lines) {}

  /** One change, from the first line that differs to the last. */
  static Difference between(List<String> before, List<String> after) {
    int most = Math.min(before.size(), after.size());
    int same = 0;
    while (same < most && before.get(same).equals(after.get(same))) {
      same++;
    }
    int end = 0;
    while (end < most - same && lastBut(end, before).equals(lastBut(end, after))) {
      end++;
    }
    List<String> lines = after.subList(same, after.size() - end);
    int last = before.size() - end;
    return same == last && lines.isEmpty()
        ? NONE
        : new Difference(before, List.of(new Edit(same + 1, last, lines)));
  }

  private static String lastBut(int count, List<String> lines) {
    return lines.get(lines.size() - 1 - count);
  }

  /** The lines of a text, each with its line feed. */
  static List<String> linesOf(String text) {
    var lines = new ArrayList<String>();
    int start = 0;
    for (int feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', start)) {
      lines.add(text.substring(start, feed + 1));
      start = feed + 1;
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }

  /** The lines afterwards. */
  List<String> after() {
    var after = new ArrayList<String>();
    int line = 1;
    for (Edit edit : edits) {
      after.addAll(before.subList(line - 1, edit.first() - 1));
      after.addAll(edit.lines());
      line = edit.last() + 1;
    }
    after.addAll(before.subList(line - 1, before.size()));
    return after;
  }

  /**
   * The changed lines with those around them, as {@code patch -p1} and {@code git apply} take them,
   * without line feeds; none where nothing changes.
   */
  public List<String> lines(String path) {
    var lines = new ArrayList<String>();
    if (!edits.isEmpty()) {
      lines.add("--- " + header("a/" + path));
      lines.add("+++ " + header("b/" + path));
    }
    int shift = 0;
    for (int i = 0; i < edits.size(); ) {
      int end = i + 1;
      while (end < edits.size()
          && edits.get(end).first() - edits.get(end - 1).last() <= 2 * CONTEXT) {
        end++;
      }
      shift += hunk(edits.subList(i, end), shift, lines);
      i = end;
    }
    return lines;
  }

  /** A tab ends a name with blanks in it; one with odd characters is quoted as git does. */
  private static String header(String path) {
    boolean odd = path.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '"' || c == '\\');
    if (!odd) {
      return path.indexOf(' ') < 0 ? path : path + "\t";
    }
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c < ' ' || c == 0x7f) {
        quoted.append("\\%03o".formatted((int) c));
      } else {
        quoted.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** How many more lines there are after it. */
  private int hunk(List<Edit> group, int shift, List<String> out) {
    int from = Math.max(1, group.getFirst().first() - CONTEXT);
    int to = Math.min(before.size(), group.getLast().last() + CONTEXT);
    int more =
        group.stream()
            .mapToInt(edit -> edit.lines().size() - (edit.last() - edit.first() + 1))
            .sum();
    int count = to - from + 1;
    out.add("@@ -%s +%s @@".formatted(range(from, count), range(from + shift, count + more)));
    int line = from;
    for (Edit edit : group) {
      add(" ", before.subList(line - 1, edit.first() - 1), out);
      add("-", before.subList(edit.first() - 1, edit.last()), out);
      add("+", edit.lines(), out);
      line = edit.last() + 1;
    }
    add(" ", before.subList(line - 1, to), out);
    return more;
  }

  /** No lines at all begin before the first. */
  private static String range(int from, int count) {
    return (count == 0 ? from - 1 : from) + "," + count;
  }

  private static void add(String sign, List<String> lines, List<String> out) {
    for (String line : lines) {
      boolean ended = line.endsWith("\n");
      out.add(sign + (ended ? line.substring(0, line.length() - 1) : line));
      if (!ended) {
        out.add(UNENDED);
      }
    }
  }
}
