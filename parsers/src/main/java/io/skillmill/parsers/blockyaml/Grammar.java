package io.skillmill.parsers.blockyaml;

import io.skillmill.parsers.blockyaml.Cursor.Mark;
import io.skillmill.parsers.blockyaml.Node.Leaf;
import io.skillmill.parsers.blockyaml.Node.Pair;
import io.skillmill.parsers.blockyaml.Node.Pairs;
import io.skillmill.parsers.blockyaml.Node.Series;
import io.skillmill.parsers.blockyaml.Token.Kind;
import io.skillmill.parsers.blockyaml.Token.Remarks;
import io.skillmill.parsers.blockyaml.Value.Text;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Puts tokens together to one document. Each look at the next token may gather comments, so there
 * are as many looks, in the same order, as in the reference.
 */
final class Grammar {

  /** How deep lists and fields may nest before Python's stack is used up. */
  private static final int NESTING_MAX = 491;

  private static final Set<Kind> AFTER_NO_ENTRY = EnumSet.of(Kind.ENTRY, Kind.BLOCK_END);
  private static final Set<Kind> AFTER_NO_FLUSH_ENTRY =
      EnumSet.of(Kind.ENTRY, Kind.KEY, Kind.VALUE, Kind.BLOCK_END);
  private static final Set<Kind> AFTER_NOTHING = EnumSet.of(Kind.KEY, Kind.VALUE, Kind.BLOCK_END);

  private final Tokens tokens;

  Grammar(String yaml) {
    tokens = new Tokens(yaml);
  }

  /** The document; nothing where the text is empty. */
  Optional<Node> document() {
    tokens.take().moveRemarks(tokens.peek());
    if (atEndOfStream()) {
      return Optional.empty();
    }
    tokens.peek();
    Node node = node(false, 0);
    tokens.peek();
    if (tokens.at(Kind.DOCUMENT_END)) {
      tokens.take();
    }
    if (!atEndOfStream()) {
      throw Refusal.yaml(
          "expected a single document in the stream",
          "text stands behind the fields; remove it, or indent it under its field",
          tokens.peek().start());
    }
    return Optional.of(node);
  }

  private boolean atEndOfStream() {
    Kind next = tokens.peek().kind();
    if (next == Kind.DIRECTIVE) {
      throw directive();
    }
    return next == Kind.STREAM_END;
  }

  private Refusal directive() {
    while (tokens.at(Kind.DIRECTIVE)) {
      tokens.take();
    }
    Token next = tokens.peek();
    return Refusal.yaml(
        "expected '<document start>', but found '%s'".formatted(next.kind().word()),
        "a line begins with %; put the value in quotes",
        next.start());
  }

  private Node node(boolean afterKey, int depth) {
    if (depth > NESTING_MAX) {
      throw tooDeep(tokens.peek().start());
    }
    if (tokens.at(Kind.ALIAS)) {
      Token alias = tokens.take();
      throw Refusal.yaml(
          "found undefined alias " + quoted(alias.text().text()),
          "a value begins with *; put it in quotes",
          alias.start());
    }
    tokens.at(Kind.ANCHOR);
    tokens.at(Kind.TAG);
    Mark start = tokens.peek().start();
    if (afterKey && tokens.at(Kind.ENTRY)) {
      return flushSeries(start, depth);
    }
    if (tokens.at(Kind.SCALAR)) {
      Token token = tokens.take();
      return new Leaf(token.text(), token.plain(), start, token.remarks());
    }
    tokens.at(Kind.FLOW_SEQUENCE);
    tokens.at(Kind.FLOW_MAPPING);
    if (tokens.at(Kind.BLOCK_SEQUENCE)) {
      return series(start, depth);
    }
    if (tokens.at(Kind.BLOCK_MAPPING)) {
      return pairs(start, depth);
    }
    throw unexpected("while parsing a block node");
  }

  static Refusal tooDeep(Mark mark) {
    return Refusal.crash("RecursionError", "lists or fields nest too deeply; flatten them", mark);
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder();
    PythonQuotes.write(text, quoted);
    return quoted.toString();
  }

  private Refusal unexpected(String first) {
    Token token = tokens.peek();
    return Refusal.yaml(
        first,
        "%s does not belong here; check the indentation of this line and the one above"
            .formatted(token.kind().word()),
        token.start());
  }

  /** A list whose dashes stand as far to the left as the key above them. */
  private Series flushSeries(Mark start, int depth) {
    Token first = tokens.peek();
    Remarks remarks = Remarks.NONE;
    if (first.remarks().after()) {
      remarks = Remarks.EMPTY.withAfter().withBefore();
      first.remark(first.remarks().withoutAfter());
    }
    tokens.peek();
    var nodes = new ArrayList<Node>();
    while (tokens.at(Kind.ENTRY)) {
      Token entry = tokens.take();
      entry.moveRemarks(tokens.peek());
      boolean empty = AFTER_NO_FLUSH_ENTRY.contains(tokens.peek().kind());
      nodes.add(empty ? empty(entry.start(), Remarks.NONE) : node(false, depth + 1));
    }
    Token next = tokens.peek();
    remarks = remarks.closedBy(next.remarks());
    next.remark(next.remarks().withoutBefore());
    return new Series(nodes, start, remarks);
  }

  private Series series(Mark start, int depth) {
    Token opening = tokens.peek();
    Remarks remarks = opening.remarks();
    if (!remarks.before()) {
      remarks = remarks.after() ? Remarks.EMPTY.withAfter() : Remarks.NONE;
    }
    tokens.take();
    var nodes = new ArrayList<Node>();
    while (tokens.at(Kind.ENTRY)) {
      Token entry = tokens.take();
      entry.moveRemarks(tokens.peek());
      boolean empty = AFTER_NO_ENTRY.contains(tokens.peek().kind());
      nodes.add(empty ? empty(entry.start(), Remarks.NONE) : node(false, depth + 1));
    }
    if (!tokens.at(Kind.BLOCK_END)) {
      throw unexpected("while parsing a block collection");
    }
    return new Series(nodes, start, remarks.closedBy(tokens.take().remarks()));
  }

  private Pairs pairs(Mark start, int depth) {
    Remarks remarks = tokens.peek().remarks();
    tokens.take();
    var pairs = new ArrayList<Pair>();
    while (true) {
      Node key;
      if (tokens.at(Kind.KEY)) {
        key = key(depth);
      } else if (tokens.at(Kind.VALUE)) {
        key = empty(tokens.peek().start(), Remarks.NONE);
      } else {
        break;
      }
      pairs.add(new Pair(key, value(depth)));
    }
    if (!tokens.at(Kind.BLOCK_END)) {
      throw unexpected("while parsing a block mapping");
    }
    Token end = tokens.take();
    end.moveRemarks(tokens.peek());
    return new Pairs(pairs, start, remarks.closedBy(end.remarks()));
  }

  private Node key(int depth) {
    Token key = tokens.take();
    key.moveRemarks(tokens.peek());
    return AFTER_NOTHING.contains(tokens.peek().kind())
        ? empty(key.start(), Remarks.NONE)
        : node(true, depth + 1);
  }

  private Node value(int depth) {
    if (!tokens.at(Kind.VALUE)) {
      return empty(tokens.peek().start(), Remarks.NONE);
    }
    Token colon = tokens.take();
    if (tokens.at(Kind.VALUE) || !tokens.at(Kind.KEY)) {
      colon.moveRemarks(tokens.peek());
    }
    return AFTER_NOTHING.contains(tokens.peek().kind())
        ? empty(colon.start(), remarksOfNothing(colon))
        : node(true, depth + 1);
  }

  /** Comments behind an empty value belong to it; those behind the next token are taken away. */
  private Remarks remarksOfNothing(Token colon) {
    if (colon.remarks().present()) {
      return colon.remarks();
    }
    Token next = tokens.peek();
    Remarks found = next.remarks();
    if (!found.present()) {
      return Remarks.NONE;
    }
    next.remark(found.withoutAfter());
    return found.withoutBefore();
  }

  private static Leaf empty(Mark mark, Remarks remarks) {
    return new Leaf(Text.EMPTY, true, mark, remarks);
  }
}
