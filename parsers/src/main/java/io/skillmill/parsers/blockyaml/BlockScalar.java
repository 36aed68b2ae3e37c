package io.skillmill.parsers.blockyaml;

import static io.skillmill.parsers.blockyaml.Cursor.END;

import io.skillmill.parsers.blockyaml.Cursor.Mark;
import io.skillmill.parsers.blockyaml.Token.Remarks;
import io.skillmill.parsers.blockyaml.Value.Text;

/** Reads a literal or folded block, from its sign to the last line indented deeply enough. */
final class BlockScalar {

  /** What becomes of the line breaks at the end. */
  private enum Chomping {
    CLIP,
    STRIP,
    KEEP
  }

  private final Cursor cursor;
  private final int indentMin;
  private final boolean folded;
  private final StringBuilder text = new StringBuilder();
  private Chomping chomping = Chomping.CLIP;
  private int increment;
  private boolean commented;
  private String breaks = "";
  private int endLine;

  /**
   * @param indentMin the least indentation that its lines can have
   */
  BlockScalar(Cursor cursor, int indentMin) {
    this.cursor = cursor;
    this.indentMin = indentMin;
    this.folded = cursor.peek() == '>';
  }

  Token read() {
    Mark start = cursor.mark();
    cursor.forward();
    header();
    restOfLine();
    int indent;
    if (increment > 0) {
      indent = Math.max(indentMin, 1) + increment - 1;
      breaks = breaks(indent);
    } else {
      indent = Math.max(indentMin, deepestBlankLine());
    }
    String lastBreak = lines(indent);
    if (chomping != Chomping.STRIP) {
      text.append(lastBreak);
    }
    if (chomping == Chomping.KEEP) {
      text.append(breaks);
    }
    Token token = Token.scalar(Text.of(text.toString()), false, start, endLine);
    token.remark(commented ? Remarks.EMPTY.withBefore() : Remarks.NONE);
    return token;
  }

  /** Whether blank lines were left over at the end, to which the reference adds the comments. */
  boolean leavesBlanks() {
    return chomping != Chomping.KEEP && !breaks.isEmpty();
  }

  private void header() {
    if (!chomping()) {
      increment();
      chomping();
    } else {
      increment();
    }
    char c = cursor.peek();
    if (c != ' ' && !Cursor.endsLine(c)) {
      throw refused("text stands behind the sign of a block");
    }
  }

  private boolean chomping() {
    char c = cursor.peek();
    if (c != '+' && c != '-') {
      return false;
    }
    chomping = c == '+' ? Chomping.KEEP : Chomping.STRIP;
    cursor.forward();
    return true;
  }

  private void increment() {
    char c = cursor.peek();
    if (c == '0') {
      throw refused("a block cannot be indented by 0");
    }
    if (c > '0' && c <= '9') {
      increment = c - '0';
      cursor.forward();
    }
  }

  private void restOfLine() {
    cursor.skipSpaces();
    if (cursor.peek() == '#') {
      commented = true;
      while (!Cursor.endsLine(cursor.peek())) {
        cursor.forward();
      }
    }
    if (!Cursor.endsLine(cursor.peek())) {
      throw refused("text stands behind the sign of a block");
    }
    cursor.takeBreak();
  }

  private int deepestBlankLine() {
    var found = new StringBuilder();
    int deepest = 0;
    endLine = cursor.line();
    while (cursor.peek() == ' ' || Cursor.isBreak(cursor.peek())) {
      if (cursor.peek() == ' ') {
        cursor.forward();
        deepest = Math.max(deepest, cursor.column());
      } else {
        found.append(cursor.takeBreak());
        endLine = cursor.line();
      }
    }
    breaks = found.toString();
    return deepest;
  }

  private String breaks(int indent) {
    var found = new StringBuilder();
    endLine = cursor.line();
    indentation(indent);
    while (Cursor.isBreak(cursor.peek())) {
      found.append(cursor.takeBreak());
      endLine = cursor.line();
      indentation(indent);
    }
    return found.toString();
  }

  private void indentation(int indent) {
    while (cursor.column() < indent && cursor.peek() == ' ') {
      cursor.forward();
    }
  }

  /** The lines with text, up to the last; answers the break behind it. */
  private String lines(int indent) {
    String lineBreak = "";
    while (belongs(indent)) {
      text.append(breaks);
      boolean flush = !isBlank(cursor.peek());
      text.append(cursor.take(lineLength()));
      lineBreak = cursor.takeBreak();
      breaks = breaks(indent);
      if (endsDocument() || !belongs(indent)) {
        return lineBreak;
      }
      if (folded && lineBreak.equals("\n") && flush && !isBlank(cursor.peek())) {
        text.append(breaks.isEmpty() ? " " : "");
      } else {
        text.append(lineBreak);
      }
    }
    return lineBreak;
  }

  /** A block that is the whole document can have lines that are not indented. */
  private boolean endsDocument() {
    return indentMin == 0 && increment == 0 && cursor.column() == 0 && cursor.atDots();
  }

  private boolean belongs(int indent) {
    return cursor.column() == indent && cursor.peek() != END;
  }

  private int lineLength() {
    int length = 0;
    while (!Cursor.endsLine(cursor.peek(length))) {
      length++;
    }
    return length;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private Refusal refused(String problem) {
    return Refusal.yaml(
        "while scanning a block scalar",
        problem + "; put the value in quotes, or begin it on the next line",
        cursor.mark());
  }
}
