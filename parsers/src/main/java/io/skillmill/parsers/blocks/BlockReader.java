package io.skillmill.parsers.blocks;

import io.skillmill.parsers.blocks.Leaf.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Reads lines into blocks, by the strategy that the specification describes: each line first keeps
 * containers open, then opens new ones, and what is left of it goes to a leaf.
 */
final class BlockReader {

  /** spec: a line indented by four columns is code. */
  private static final int CODE_INDENT = 4;

  private final String text;
  private final Cursor line;
  private final Containers containers;
  private final Definitions definitions;
  private final Leaf leaf;
  private boolean flattened;

  BlockReader(String text, int nestingMax) {
    this.text = text;
    this.line = new Cursor(text);
    this.containers = new Containers(nestingMax);
    this.definitions = new Definitions(text);
    this.leaf = new Leaf(text, definitions);
  }

  Blocks read(int from) {
    int start = from;
    while (start < text.length()) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed;
      line.line(start, end);
      line();
      start = end + 1;
    }
    leaf.close();
    return new Blocks(text, List.copyOf(leaf.done()), definitions, flattened);
  }

  private void line() {
    int kept = containers.match(line);
    if (kept == containers.depth() && continues()) {
      return;
    }
    boolean mayGoOn = leaf.kind() == Kind.PARAGRAPH || leaf.kind() == Kind.TABLE;
    if (!mayGoOn || (leaf.kind() == Kind.TABLE && kept < containers.depth())) {
      leaf.close();
    }
    if (line.blank()) {
      leaf.close();
      containers.closeTo(kept);
      return;
    }
    open(kept);
  }

  /** Adds the line to a leaf that takes it without looking for new blocks. */
  private boolean continues() {
    return switch (leaf.kind()) {
      case NONE, PARAGRAPH -> false;
      case FENCE -> {
        if (leaf.fenceClosedBy(line)) {
          leaf.closeFence(line.end);
        } else {
          leaf.add(line.at, line.end);
        }
        yield true;
      }
      case INDENTED -> {
        boolean code = line.blank() || line.indent >= CODE_INDENT;
        if (code) {
          line.takeColumns(CODE_INDENT);
          leaf.add(line.at, line.end);
        }
        yield code;
      }
      case HTML -> html();
      case TABLE -> row();
    };
  }

  /** A line that holds a bar and nothing else is no row. */
  private boolean row() {
    int end = Rules.trimmed(text, line.next, line.end);
    boolean bar = text.indexOf('|', line.next, end) >= 0;
    if (bar && end == line.next + 1) {
      leaf.close();
      return false;
    }
    if (bar) {
      leaf.row(line.next, end);
    }
    return bar;
  }

  private boolean html() {
    leaf.add(line.at, line.end);
    if (leaf.html().endsIn(text, line.at, line.end)) {
      leaf.close();
    }
    return true;
  }

  /** Opens what the rest of the line opens, and gives the text that is left to a paragraph. */
  private void open(int keptOfAll) {
    int kept = keptOfAll;
    while (!line.blank() && line.indent < CODE_INDENT) {
      boolean inParagraph = leaf.kind() == Kind.PARAGRAPH && kept == containers.depth();
      if (openLeaf(kept, inParagraph)) {
        return;
      }
      if (!openContainer(kept, inParagraph)) {
        break;
      }
      kept = containers.depth();
    }
    if (line.blank()) {
      return;
    }
    if (leaf.kind() == Kind.PARAGRAPH) {
      text();
    } else if (leaf.kind() == Kind.TABLE) {
      leaf.row(line.next, Rules.trimmed(text, line.next, line.end));
    } else if (line.indent >= CODE_INDENT) {
      enter(kept);
      leaf.openIndented();
      line.takeColumns(CODE_INDENT);
      leaf.add(line.at, line.end);
    } else {
      containers.closeTo(kept);
      leaf.openParagraph(containers.takeMark(), containers.items());
      text();
    }
  }

  private void text() {
    leaf.add(line.next, Rules.trimmed(text, line.next, line.end));
  }

  /** Leaves what the line does not continue, for a block that is no paragraph. */
  private void enter(int kept) {
    leaf.close();
    containers.closeTo(kept);
    containers.takeMark();
  }

  private boolean openContainer(int kept, boolean inParagraph) {
    boolean quote = line.first() == '>';
    Optional<Marker> marker = quote ? Optional.empty() : Marker.at(text, line.next, line.end);
    if (!quote && (marker.isEmpty() || (inParagraph && !interrupts(marker.get())))) {
      return false;
    }
    if (kept == containers.depth() && containers.full()) {
      flattened = true;
      return false;
    }
    leaf.close();
    containers.closeTo(kept);
    if (quote) {
      containers.openQuote(line);
    } else {
      containers.openItem(line, marker.get());
    }
    return true;
  }

  /** spec: only a list that starts with 1 and an item with text can interrupt a paragraph. */
  private boolean interrupts(Marker marker) {
    int after = line.next + marker.width();
    return marker.number() <= 1
        && marker.number() != 0
        && Rules.trimmed(text, after, line.end) > after;
  }

  private boolean openLeaf(int kept, boolean inParagraph) {
    return switch (line.first()) {
      case '#' -> heading(kept);
      case '`', '~' -> fence(kept);
      case '<' -> openHtml(kept);
      case '=', '-', '|', ':', '*', '_' ->
          (inParagraph && (underline() || table())) || thematicBreak(kept);
      default -> false;
    };
  }

  private boolean heading(int kept) {
    int level = Rules.headingLevel(text, line.next, line.end);
    if (level > 0) {
      enter(kept);
      leaf.heading(level, Rules.headingText(text, line.next + level, line.end));
    }
    return level > 0;
  }

  private boolean fence(int kept) {
    int length = Rules.fence(text, line.next, line.end);
    if (length > 0) {
      enter(kept);
      leaf.openFence(line, length);
    }
    return length > 0;
  }

  /**
   * Opens what is no Markdown. Lines of tags alone are passed by: to CommonMark what follows them
   * is HTML up to a blank line, but to those who read skills it is text like any other.
   */
  private boolean openHtml(int kept) {
    if (Tag.alone(text, line.next, line.end)) {
      enter(kept);
      leaf.tags(Lines.of(line.next, line.end));
      return true;
    }
    Optional<HtmlKind> kind = HtmlKind.at(text, line.next, line.end);
    if (kind.isEmpty()) {
      return false;
    }
    enter(kept);
    leaf.openHtml(kind.get());
    leaf.add(line.next, line.end);
    if (kind.get().endsIn(text, line.next, line.end)) {
      leaf.close();
    }
    return true;
  }

  private boolean underline() {
    int level = Rules.underlines(text, line.next, line.end);
    return level > 0 && leaf.underlined(level);
  }

  private boolean table() {
    int columns = Cells.columns(text, line.next, line.end);
    return columns > 0 && leaf.tableUnder(columns);
  }

  private boolean thematicBreak(int kept) {
    char sign = line.first();
    boolean breaks =
        (sign == '-' || sign == '*' || sign == '_')
            && Rules.thematicBreak(text, line.next, line.end);
    if (breaks) {
      enter(kept);
    }
    return breaks;
  }
}
