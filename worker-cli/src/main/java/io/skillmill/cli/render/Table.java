package io.skillmill.cli.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows under headings. On a terminal they are aligned and cut to its width; elsewhere they are
 * whole, without headings, and separated by tabs, so that other programs can read them.
 *
 * <pre>{@code
 * new Table(Column.number("id"), Column.path("path")).row("1", "skills/pdf").print(terminal);
 * }</pre>
 */
public final class Table {

  private static final String GAP = "  ";
  private static final int SHRINK_TO_MIN = 8;

  /** How a column is aligned, and how it may be shortened. */
  enum Kind {
    WORD,
    NUMBER,
    PATH,
    TEXT
  }

  /** A heading and what stands under it. */
  public record Column(String heading, Kind kind) {

    /** Never shortened. */
    public static Column word(String heading) {
      return new Column(heading, Kind.WORD);
    }

    /** Aligned on the right, never shortened. */
    public static Column number(String heading) {
      return new Column(heading, Kind.NUMBER);
    }

    /** Shortened in the middle. */
    public static Column path(String heading) {
      return new Column(heading, Kind.PATH);
    }

    /** Shortened at the end. */
    public static Column text(String heading) {
      return new Column(heading, Kind.TEXT);
    }

    private boolean shrinks() {
      return kind == Kind.PATH || kind == Kind.TEXT;
    }

    private String fit(String cell, int width) {
      return kind == Kind.PATH ? Plain.cutMiddle(cell, width) : Plain.cutEnd(cell, width);
    }
  }

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(Column... columns) {
    this.columns = List.of(columns);
  }

  public Table row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "A row has %d cells, not %d".formatted(columns.size(), cells.length));
    }
    rows.add(Arrays.stream(cells).map(Plain::line).toList());
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  public void print(Terminal terminal) {
    if (terminal.outIsTerminal()) {
      lines(terminal.width(), terminal.paint()).forEach(terminal::line);
    } else {
      rows.forEach(row -> terminal.line(String.join("\t", row)));
    }
  }

  List<String> lines(int terminalWidth, Paint paint) {
    int[] widths = widths(terminalWidth);
    var lines = new ArrayList<String>();
    lines.add(paint.heading(line(columns.stream().map(Column::heading).toList(), widths)));
    rows.forEach(row -> lines.add(paint.states(line(row, widths))));
    return lines;
  }

  private int[] widths(int terminalWidth) {
    int[] widths = new int[columns.size()];
    int[] headings = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      headings[i] = Plain.width(columns.get(i).heading());
      widths[i] = headings[i];
      for (var row : rows) {
        widths[i] = Math.max(widths[i], Plain.width(row.get(i)));
      }
    }
    int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - terminalWidth;
    shrink(widths, excess);
    return widths;
  }

  /** Takes from the widest column that may shrink, one character at a time. */
  private void shrink(int[] widths, int excess) {
    for (int i = 0; i < excess; i++) {
      int widest = -1;
      for (int column = 0; column < widths.length; column++) {
        if (columns.get(column).shrinks()
            && widths[column] > SHRINK_TO_MIN
            && (widest < 0 || widths[column] > widths[widest])) {
          widest = column;
        }
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
    }
  }

  private String line(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = columns.get(i).fit(cells.get(i), widths[i]);
      String padding = " ".repeat(Math.max(0, widths[i] - Plain.width(cell)));
      line.append(i == 0 ? "" : GAP);
      line.append(columns.get(i).kind() == Kind.NUMBER ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }
}
