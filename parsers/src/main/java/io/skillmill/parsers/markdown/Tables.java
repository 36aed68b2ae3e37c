package io.skillmill.parsers.markdown;

import io.skillmill.parsers.blocks.Block;
import io.skillmill.parsers.blocks.Inlines;
import io.skillmill.parsers.decompose.Passage;
import io.skillmill.parsers.decompose.Passage.Shape;
import java.util.ArrayList;
import java.util.List;

/** Makes passages of tables, one of each row, each cell with the heading of its column. */
final class Tables {

  private final Inlines inlines;
  private final Passages passages;

  Tables(Inlines inlines, Passages passages) {
    this.inlines = inlines;
    this.passages = passages;
  }

  void table(Block.Table table) {
    List<Block.Row> rows = table.rows();
    List<String> headings = cells(rows.getFirst());
    boolean cases = Columns.decide(headings);
    for (Block.Row row : rows.subList(1, rows.size())) {
      List<String> cells = cells(row);
      String text = text(headings, cells);
      if (!text.isEmpty()) {
        passages.add(
            new Passage(
                cases ? Shape.CASE : Shape.ROW,
                text,
                row.start(),
                row.end(),
                passages.path(),
                "",
                cases ? cells.getFirst() : "",
                0));
      }
    }
  }

  private List<String> cells(Block.Row row) {
    var cells = new ArrayList<String>(row.cells().count());
    for (int i = 0; i < row.cells().count(); i++) {
      cells.add(inlines.cell(row, i).plain().strip());
    }
    return cells;
  }

  private static String text(List<String> headings, List<String> cells) {
    var told = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        told.append(told.isEmpty() ? "" : "; ");
        if (i < headings.size() && !headings.get(i).isEmpty()) {
          told.append(headings.get(i)).append(": ");
        }
        told.append(cells.get(i));
      }
    }
    return told.toString();
  }
}
