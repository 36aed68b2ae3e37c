package io.skillmill.coordination.skills.bundled.fetch;

/** Writes tables; one within another is only text. */
final class TableRows {

  private static final int CELLS_MAX = 100;

  private final Lines lines;
  private int depth;
  private int rows;
  private int cells;

  TableRows(Lines lines) {
    this.lines = lines;
  }

  void begin() {
    if (++depth == 1) {
      lines.breakLine(2);
      rows = 0;
      cells = 0;
    }
  }

  void end() {
    if (depth == 1) {
      endRow();
      lines.breakLine(2);
    }
    depth = Math.max(0, depth - 1);
  }

  void row() {
    if (depth == 1) {
      endRow();
    }
  }

  void cell() {
    if (depth == 1 && cells < CELLS_MAX) {
      if (cells == 0 && rows > 0) {
        lines.rowBreak(1);
      }
      lines.cellSign(cells == 0 ? "| " : " | ");
      lines.table(true);
      cells++;
    }
  }

  private void endRow() {
    if (cells > 0) {
      lines.cellSign(" |");
      lines.table(false);
      if (rows == 0) {
        lines.rowBreak(1);
        lines.cellSign("|" + " --- |".repeat(cells));
      }
      rows++;
      cells = 0;
    }
  }
}
