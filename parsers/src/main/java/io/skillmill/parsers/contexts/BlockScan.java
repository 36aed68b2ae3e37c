package io.skillmill.parsers.contexts;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Goes over the lines once, and says of each what it is. */
final class BlockScan {

  private static final int CODE_INDENT = 4;
  private static final int HEADING_MAX = 6;

  private final String text;
  private final Lines lines;

  /** The headings that are open, by level. */
  private final int[] headings = new int[HEADING_MAX + 1];

  /** The items that are open, the innermost first. */
  private final Deque<Item> items = new ArrayDeque<>();

  private int section;
  private int paragraph;
  private int tableHead;
  private int lastText;
  private boolean blankBefore = true;
  private int fenceLine;
  private char fenceMark;
  private int fenceLength;
  private int commentEnd;
  private boolean noCloser;

  /** An item of a list: its line, and the column its text begins at. */
  private record Item(int line, int indent) {}

  BlockScan(String text) {
    this.text = text;
    this.lines = Lines.of(text);
  }

  Lines lines() {
    int line = frontmatter();
    for (; line <= lines.count(); line++) {
      scan(line);
    }
    return lines;
  }

  /** Marks the lines of the frontmatter, and says which line comes after. */
  private int frontmatter() {
    int first = 1;
    while (first < lines.count() && indent(first) < 0) {
      first++;
    }
    if (!isRule(first)) {
      return 1;
    }
    for (int line = first + 1; line <= lines.count(); line++) {
      if (isRule(line)) {
        for (int inside = 1; inside <= line; inside++) {
          lines.set(inside, Context.FRONTMATTER, 0, 0);
        }
        return line + 1;
      }
    }
    return 1;
  }

  private boolean isRule(int line) {
    return text.startsWith("---", lines.start(line))
        && text.substring(lines.start(line), lines.end(line)).stripTrailing().equals("---");
  }

  private void scan(int line) {
    int indent = indent(line);
    int start = lines.start(line);
    if (fenceLine > 0) {
      insideFence(line, start + Math.max(indent, 0));
    } else if (start < commentEnd && lines.end(line) <= commentEnd) {
      lines.set(line, Context.COMMENT, lastText, section);
    } else if (indent < 0) {
      lines.set(line, Context.PROSE, 0, section);
      blankBefore = true;
      tableHead = 0;
    } else {
      block(line, start + indent, indent);
      comments(line);
      blankBefore = false;
    }
  }

  private void block(int line, int at, int indent) {
    while (!items.isEmpty() && indent < items.peek().indent() && blankBefore) {
      items.pop();
    }
    tableHead = text.charAt(at) == '|' ? tableHead : 0;
    boolean deep = indent - (items.isEmpty() ? 0 : items.peek().indent()) >= CODE_INDENT;
    char first = text.charAt(at);
    if (!deep && opensFence(line, at)) {
      openFence(line, at);
    } else if (deep && (blankBefore || lines.kind(line - 1) == Context.FENCE)) {
      lines.set(line, Context.FENCE, lastText, section);
    } else if (first == '>') {
      lines.set(line, Context.QUOTE, paragraph, section);
    } else if (first == '#' && level(at) > 0) {
      heading(line, level(at));
    } else if (first == '|') {
      table(line);
    } else if (markerEnd(at, lines.end(line)) > 0) {
      item(line, at, indent);
    } else {
      prose(line, indent);
    }
  }

  private void prose(int line, int indent) {
    boolean continues = !items.isEmpty() && (!blankBefore || indent >= items.peek().indent());
    if (!continues) {
      items.clear();
      paragraph = line;
    }
    lines.set(line, Context.PROSE, continues ? items.peek().line() : 0, section);
    lastText = line;
  }

  private void item(int line, int at, int indent) {
    while (!items.isEmpty() && indent < items.peek().indent()) {
      items.pop();
    }
    lines.set(line, Context.PROSE, items.isEmpty() ? paragraph : items.peek().line(), section);
    int textStart = markerEnd(at, lines.end(line));
    items.push(new Item(line, indent + textStart - at));
    lastText = line;
    if (opensFence(line, textStart)) {
      openFence(line, textStart);
    }
  }

  private void heading(int line, int level) {
    int parent = 0;
    for (int above = 1; above < level; above++) {
      parent = headings[above] > 0 ? headings[above] : parent;
    }
    Arrays.fill(headings, level, headings.length, 0);
    headings[level] = line;
    lines.set(line, Context.HEADING, 0, parent);
    lines.parent(line, parent);
    section = line;
    paragraph = 0;
    lastText = 0;
    items.clear();
  }

  private void table(int line) {
    lines.set(line, Context.TABLE, tableHead > 0 ? tableHead : lastText, section);
    tableHead = tableHead > 0 ? tableHead : line;
  }

  private void openFence(int line, int at) {
    fenceLine = line;
    fenceMark = text.charAt(at);
    fenceLength = run(at);
    lines.set(line, Context.FENCE, lastText == line ? lines.introduction(line) : lastText, section);
    lines.fence(line, line);
  }

  private void insideFence(int line, int at) {
    lines.set(line, Context.FENCE, lines.introduction(fenceLine), section);
    lines.fence(line, fenceLine);
    boolean closes =
        at < lines.end(line)
            && text.charAt(at) == fenceMark
            && run(at) >= fenceLength
            && text.substring(at + run(at), lines.end(line)).isBlank();
    if (closes) {
      fenceLine = 0;
      blankBefore = false;
    }
  }

  private boolean opensFence(int line, int at) {
    if (at >= lines.end(line) || "`~".indexOf(text.charAt(at)) < 0 || run(at) < 3) {
      return false;
    }
    return text.charAt(at) == '~' || text.indexOf('`', at + run(at), lines.end(line)) < 0;
  }

  /** Finds comments that begin in the line, and not inside its code. */
  private void comments(int line) {
    int end = lines.end(line);
    int at = opening(Math.max(lines.start(line), commentEnd), end);
    if (at < 0 || fenceLine > 0 || lines.kind(line) == Context.FENCE) {
      return;
    }
    InlineSpans inline = InlineSpans.of(text, lines.start(line), end);
    boolean first = text.substring(lines.start(line), at).isBlank();
    while (at >= 0) {
      int closer = noCloser ? -1 : text.indexOf("-->", at + 4);
      noCloser |= closer < 0;
      boolean comment = inline.at(at).isEmpty() && (closer >= 0 || first);
      if (comment) {
        commentEnd = closer < 0 ? text.length() : closer + 3;
        lines.add(new Comment(at, commentEnd, closer >= 0));
      }
      first = false;
      at = opening(comment ? commentEnd : at + 4, end);
    }
  }

  private int opening(int from, int end) {
    return from >= end ? -1 : text.indexOf("<!--", from, end);
  }

  /** How far the text of a line is indented; -1 where the line is blank. */
  private int indent(int line) {
    int at = lines.start(line);
    int end = lines.end(line);
    while (at < end && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at == end ? -1 : at - lines.start(line);
  }

  private int run(int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) == text.charAt(at)) {
      end++;
    }
    return end - at;
  }

  private int level(int at) {
    int level = run(at);
    boolean blank = at + level >= text.length() || Character.isWhitespace(text.charAt(at + level));
    return level <= HEADING_MAX && blank ? level : 0;
  }

  /** Where the text of an item begins; 0 where the line is none. */
  private int markerEnd(int at, int end) {
    int mark = at;
    while (mark < end && mark - at < 9 && Character.isDigit(text.charAt(mark))) {
      mark++;
    }
    boolean marked = mark < end && (mark > at ? ".)" : "-*+").indexOf(text.charAt(mark)) >= 0;
    return marked && mark + 1 < end && text.charAt(mark + 1) == ' ' ? mark + 2 : 0;
  }
}
