package io.skillmill.parsers.repair;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts lines into fields without reading their values: a field begins with a key at the level of
 * the others, and what is indented deeper, or reads on, belongs to it. Each line is looked at a few
 * times at the most.
 */
final class Splitter {

  private final List<Line> lines;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Line> ignored = new ArrayList<>();
  private final int base;

  /** The last line of a quoted text or a collection that is still open. */
  private int openUntil = -1;

  private Splitter(List<Line> lines) {
    this.lines = lines;
    this.base =
        lines.stream()
            .filter(line -> Key.of(line.text()).isPresent())
            .mapToInt(Line::indent)
            .findFirst()
            .orElse(0);
  }

  /**
   * @param ignored the lines that belong to no field
   */
  record Split(List<Entry> entries, List<Line> ignored) {}

  static Split split(List<Line> lines) {
    var splitter = new Splitter(lines);
    for (int i = 0; i < lines.size(); i++) {
      splitter.line(i);
    }
    return new Split(splitter.entries, splitter.ignored);
  }

  private void line(int i) {
    Line line = lines.get(i);
    if (entries.isEmpty()) {
      first(i, line);
    } else if (line.isBlank() || i <= openUntil) {
      last().add(line);
    } else if (line.indent() <= Math.max(base, last().indent())) {
      level(i, line);
    } else {
      deeper(i, line);
    }
  }

  private void first(int i, Line line) {
    Optional<Key> key = Key.of(line.text());
    if (key.isPresent()) {
      begin(i, key.get());
    } else if (line.isFilled()) {
      ignored.add(line);
    }
  }

  private void level(int i, Line line) {
    Optional<Key> key = Key.of(line.text());
    if (key.isPresent()) {
      begin(i, key.get());
    } else if (line.isComment() || (line.isItem() && last().head().isEmpty())) {
      last().add(line);
    } else if (isNoise(line.text().strip())) {
      ignored.add(line);
    } else if (last().takesText()) {
      last().add(line);
    } else {
      Optional<Key> words = Key.ofWords(line.text());
      if (words.isPresent()) {
        begin(i, words.get());
      } else {
        ignored.add(line);
        last().doubt(Repair.PLAIN_COLUMN_0);
      }
    }
  }

  /** A key that is indented below a complete value cannot be part of that value. */
  private void deeper(int i, Line line) {
    Optional<Key> key = Key.of(line.text());
    boolean ends =
        key.isPresent() && (last().isComplete() || (key.get().isKnown() && last().isPlainProse()));
    if (ends) {
      begin(i, key.get());
    } else {
      last().add(line);
    }
  }

  private void begin(int i, Key key) {
    Line line = lines.get(i);
    entries.add(new Entry(key, line));
    if (line.indent() != base) {
      last().doubt(Repair.BAD_INDENT);
    }
    openUntil = openUntil(i, key);
  }

  private int openUntil(int i, Key key) {
    String head = last().head();
    char sign = head.isEmpty() ? ' ' : head.charAt(0);
    if (sign == '"' || sign == '\'') {
      int from = lines.get(i).text().indexOf(sign, key.valueStart()) + 1;
      return Quotes.closingLine(lines, i, from, sign);
    }
    if (sign != '[' && sign != '{') {
      return -1;
    }
    var depth = new FlowReader.Depth();
    int at = i;
    String text = head;
    while (depth.isOpenAfter(text) && at + 1 < lines.size() && !beginsField(lines.get(at + 1))) {
      at++;
      text = lines.get(at).text();
    }
    return at;
  }

  /** A key at the level of the others, without the quotes that keys of a collection have. */
  private boolean beginsField(Line line) {
    return line.indent() <= base
        && Key.of(line.text())
            .filter(key -> key.end() - key.start() == key.name().length())
            .isPresent();
  }

  private Entry last() {
    return entries.getLast();
  }

  /**
   * What other tools leave behind: marks of merge conflicts, comments, fences, ends of documents.
   */
  private static boolean isNoise(String line) {
    return line.startsWith("<<<<<<<")
        || line.startsWith("=======")
        || line.startsWith(">>>>>>>")
        || line.startsWith("<!--")
        || line.startsWith("```")
        || line.startsWith("---")
        || line.equals("...")
        || line.startsWith("%YAML");
  }
}
