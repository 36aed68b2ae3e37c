package io.skillmill.parsers.blockyaml;

import io.skillmill.parsers.blockyaml.Cursor.Mark;
import io.skillmill.parsers.blockyaml.SimpleKeys.SimpleKey;
import io.skillmill.parsers.blockyaml.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the text into tokens. How far it looks ahead decides which of two faults is found first, and
 * which comments meet; so it looks ahead exactly as far as the reference.
 */
final class Scanner {

  private static final String NEVER_FIRST = "-?:,[]{}#&*!|>'\"%@`";

  private final Cursor cursor;
  private final Blanks blanks;
  private final Sigils sigils;
  private final SimpleKeys keys = new SimpleKeys();
  private final List<Token> queue = new ArrayList<>();
  private final StringBuilder brackets = new StringBuilder();
  private final ArrayDeque<Integer> indents = new ArrayDeque<>();
  private int indent = -1;
  private int taken;
  private boolean keyAllowed = true;
  private boolean done;

  Scanner(String text) {
    cursor = new Cursor(text);
    blanks = new Blanks(cursor);
    sigils = new Sigils(cursor);
    queue.add(Token.of(Kind.STREAM_START, Mark.START));
  }

  /** The tokens that were read and not taken yet. */
  List<Token> queue() {
    return queue;
  }

  boolean done() {
    return done;
  }

  Token take(int position) {
    taken++;
    return queue.remove(position);
  }

  /** Whether the first token is not known yet, or may still turn out to be a key. */
  boolean needsMore() {
    if (done) {
      return false;
    }
    if (queue.isEmpty()) {
      return true;
    }
    keys.dropStale(cursor);
    return keys.waitsFor(taken);
  }

  /** Reads the next token, or a comment; more than one where blocks begin or end. */
  void fetch() {
    if (skipBlanks()) {
      queue.add(Token.of(Kind.COMMENT, blanks.commentStart()));
      return;
    }
    keys.dropStale(cursor);
    unwind(cursor.column());
    boolean apart = Cursor.endsWord(cursor.peek(1));
    if (!structure(apart)) {
      single(apart);
    }
  }

  /**
   * Reads a sign that opens, closes or divides; false where none stands here.
   *
   * @param apart whether the next character is followed by a space or the end of its line
   */
  private boolean structure(boolean apart) {
    switch (cursor.peek()) {
      case Cursor.END -> streamEnd();
      case '[' -> openFlow(Kind.FLOW_SEQUENCE);
      case '{' -> openFlow(Kind.FLOW_MAPPING);
      case ']' -> closeFlow(Kind.FLOW_SEQUENCE_END);
      case '}' -> closeFlow(Kind.FLOW_MAPPING_END);
      case ',' -> flowEntry();
      case '-', '?', ':', '|', '>', '.', '%' -> {
        return ambiguous(apart);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean ambiguous(boolean apart) {
    char c = cursor.peek();
    boolean atMargin = cursor.column() == 0;
    if (c == '-' && apart) {
      entry();
    } else if (c == '?' && (apart || inFlow())) {
      key();
    } else if (c == ':' && (apart || isFlowValue())) {
      value();
    } else if ((c == '|' || c == '>') && !inFlow()) {
      block();
    } else if (c == '.' && atMargin && cursor.atDots()) {
      documentEnd();
    } else if (c == '%' && atMargin) {
      directive();
    } else {
      return false;
    }
    return true;
  }

  /** A token that may turn out to be a key. */
  private void single(boolean apart) {
    char c = cursor.peek();
    if (isNeverFirst(c, apart)) {
      throw Refusal.yaml(
          "while scanning for the next token",
          "no value can begin with %s; put it in quotes"
              .formatted(c == '\t' ? "a tab" : String.valueOf(c)),
          cursor.mark());
    }
    saveKey();
    keyAllowed = false;
    switch (c) {
      case '*', '&' -> queue.add(sigils.anchorOrAlias());
      case '!' -> queue.add(sigils.tag());
      case '\'', '"' -> queue.add(new QuotedScalar(cursor).read());
      default -> {
        var plain = new PlainScalar(cursor, indent + 1, inFlow());
        queue.add(plain.read());
        keyAllowed = plain.atLineStart();
      }
    }
  }

  private boolean isNeverFirst(char c, boolean apart) {
    return switch (c) {
      case '*', '&', '!', '\'', '"' -> false;
      case '-' -> apart;
      case '?' -> apart || inFlow();
      case ':' -> inFlow() ? cursor.peek(1) == ' ' || cursor.peek(1) == '\t' : apart;
      default -> Cursor.endsWord(c) || NEVER_FIRST.indexOf(c) >= 0;
    };
  }

  private boolean inFlow() {
    return !brackets.isEmpty();
  }

  /** In curly brackets, a colon needs no space behind it, unless it follows another. */
  private boolean isFlowValue() {
    return inFlow()
        && brackets.charAt(brackets.length() - 1) == '{'
        && (queue.isEmpty() || queue.getLast().kind() != Kind.VALUE);
  }

  private boolean skipBlanks() {
    boolean comment = blanks.skip();
    keyAllowed |= blanks.newLine() && !inFlow();
    return comment;
  }

  private void saveKey() {
    if (keyAllowed) {
      int level = brackets.length();
      boolean required = level == 0 && indent == cursor.column();
      keys.save(
          new SimpleKey(level, taken + queue.size(), required, cursor.index(), cursor.mark()),
          cursor);
    }
  }

  private void dropKey() {
    keys.remove(brackets.length(), cursor);
  }

  private void unwind(int column) {
    while (!inFlow() && indent > column) {
      indent = indents.pop();
      queue.add(Token.of(Kind.BLOCK_END, cursor.mark()));
    }
  }

  private boolean indentTo(int column) {
    if (indent >= column) {
      return false;
    }
    indents.push(indent);
    indent = column;
    return true;
  }

  private void add(Kind kind, int length) {
    queue.add(Token.of(kind, cursor.mark()));
    cursor.forward(length);
  }

  private void streamEnd() {
    unwind(-1);
    dropKey();
    keyAllowed = false;
    keys.clear();
    add(Kind.STREAM_END, 0);
    done = true;
  }

  private void documentEnd() {
    unwind(-1);
    dropKey();
    keyAllowed = false;
    add(Kind.DOCUMENT_END, 3);
  }

  private void directive() {
    unwind(-1);
    dropKey();
    keyAllowed = false;
    queue.add(sigils.directive());
  }

  private void openFlow(Kind kind) {
    saveKey();
    brackets.append(cursor.peek());
    keyAllowed = true;
    add(kind, 1);
  }

  private void closeFlow(Kind kind) {
    dropKey();
    brackets.setLength(Math.max(0, brackets.length() - 1));
    keyAllowed = false;
    add(kind, 1);
  }

  private void flowEntry() {
    keyAllowed = true;
    dropKey();
    add(Kind.FLOW_ENTRY, 1);
  }

  private void entry() {
    openBlock("sequence entries", Kind.BLOCK_SEQUENCE);
    keyAllowed = true;
    dropKey();
    add(Kind.ENTRY, 1);
  }

  private void key() {
    openBlock("mapping keys", Kind.BLOCK_MAPPING);
    keyAllowed = !inFlow();
    dropKey();
    add(Kind.KEY, 1);
  }

  private void value() {
    SimpleKey key = keys.take(brackets.length());
    if (key == null) {
      openBlock("mapping values", Kind.BLOCK_MAPPING);
      keyAllowed = !inFlow();
      dropKey();
    } else {
      int position = key.token() - taken;
      queue.add(position, Token.of(Kind.KEY, key.mark()));
      if (!inFlow() && indentTo(key.mark().column())) {
        queue.add(position, Token.of(Kind.BLOCK_MAPPING, key.mark()));
      }
      keyAllowed = false;
    }
    add(Kind.VALUE, 1);
  }

  private void openBlock(String what, Kind kind) {
    if (inFlow()) {
      return;
    }
    if (!keyAllowed) {
      throw Refusal.yaml(
          what + " are not allowed here",
          "a colon, dash or question mark with a space behind it stands inside a value; put the"
              + " whole value in quotes",
          cursor.mark());
    }
    if (indentTo(cursor.column())) {
      queue.add(Token.of(kind, cursor.mark()));
    }
  }

  private void block() {
    keyAllowed = true;
    dropKey();
    var block = new BlockScalar(cursor, indent + 1);
    Token token = block.read();
    if (block.leavesBlanks()) {
      boolean comment = skipBlanks();
      while (comment) {
        comment = skipBlanks();
      }
      token.remark(token.remarks().withAfter());
    }
    queue.add(token);
  }
}
