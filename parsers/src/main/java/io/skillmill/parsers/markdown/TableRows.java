package io.skillmill.parsers.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Node;

/** Reads a table row by row, each cell with the heading of its column. */
final class TableRows {

  private TableRows() {}

  /**
   * A row.
   *
   * @param text its cells, each after the heading of its column
   * @param start where it begins in the source text
   * @param end where it ends there
   */
  record Row(String text, int start, int end) {}

  static List<Row> of(TableBlock table, int base, Function<Node, InlineText> inline) {
    var rows = new ArrayList<Row>();
    List<String> headings = List.of();
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        List<String> cells = cells((TableRow) row, inline);
        if (headings.isEmpty()) {
          headings = cells;
        } else {
          rows.add(row(row, text(headings, cells), base));
        }
      }
    }
    if (rows.isEmpty() && table.getFirstChild() != null) {
      rows.add(row(table, String.join("; ", headings), base));
    }
    return rows;
  }

  private static Row row(Node node, String text, int base) {
    var first = node.getSourceSpans().getFirst();
    var last = node.getSourceSpans().getLast();
    return new Row(
        text, base + first.getInputIndex(), base + last.getInputIndex() + last.getLength());
  }

  private static List<String> cells(TableRow row, Function<Node, InlineText> inline) {
    var cells = new ArrayList<String>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      cells.add(inline.apply(cell).plain().strip());
    }
    return cells;
  }

  private static String text(List<String> headings, List<String> cells) {
    var told = new ArrayList<String>();
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        String heading = i < headings.size() ? headings.get(i) : "";
        told.add(heading.isEmpty() ? cells.get(i) : heading + ": " + cells.get(i));
      }
    }
    return String.join("; ", told);
  }
}
