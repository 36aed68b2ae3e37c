package io.skillmill.parsers.mend;

import java.util.ArrayList;
import java.util.List;

/**
 * A file as it would be better.
 *
 * @param text all of it
 * @param told what was mended, each in a clause
 * @param edits the lines that were changed, from the top down; none where only bytes were
 * @param before the lines that the edits count
 */
public record Mended(String text, List<String> told, List<Edit> edits, List<String> before) {

  /** How many unchanged lines a difference shows around a change. */
  private static final int CONTEXT = 3;

  public Mended {
    told = List.copyOf(told);
    edits = List.copyOf(edits);
    before = List.copyOf(before);
  }

  /**
   * Some lines and what stands in their place.
   *
   * @param first the first line, from 1
   * @param last the last line
   * @param lines the new lines
   */
  public record Edit(int first, int last, List<String> lines) {}

  /** The changed lines with those around them, as {@code diff -u} writes them. */
  public List<String> difference(String path) {
    if (edits.isEmpty()) {
      return List.of();
    }
    var lines = new ArrayList<String>();
    lines.add("--- a/" + path);
    lines.add("+++ b/" + path);
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

  /** How many more lines there are after it. */
  private int hunk(List<Edit> group, int shift, List<String> out) {
    int from = Math.max(1, group.getFirst().first() - CONTEXT);
    int to = Math.min(before.size(), group.getLast().last() + CONTEXT);
    int more =
        group.stream()
            .mapToInt(edit -> edit.lines().size() - (edit.last() - edit.first() + 1))
            .sum();
    int count = to - from + 1;
    out.add("@@ -%d,%d +%d,%d @@".formatted(from, count, from + shift, count + more));
    int line = from;
    for (Edit edit : group) {
      for (; line < edit.first(); line++) {
        out.add(" " + before.get(line - 1));
      }
      for (; line <= edit.last(); line++) {
        out.add("-" + before.get(line - 1));
      }
      edit.lines().forEach(each -> out.add("+" + each));
    }
    for (; line <= to; line++) {
      out.add(" " + before.get(line - 1));
    }
    return more;
  }
}
