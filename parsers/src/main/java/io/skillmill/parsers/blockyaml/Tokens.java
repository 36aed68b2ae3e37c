package io.skillmill.parsers.blockyaml;

import io.skillmill.parsers.blockyaml.Token.Kind;
import java.util.List;

/**
 * Hands out tokens and hangs the comments between them on their neighbours, in the reference's way,
 * which sometimes leaves a comment in front for one look.
 */
final class Tokens {

  private final Scanner scanner;
  private final List<Token> queue;

  Tokens(String text) {
    scanner = new Scanner(text);
    queue = scanner.queue();
  }

  Token peek() {
    fetchNeeded();
    gather();
    return queue.getFirst();
  }

  /** Whether a token of this kind comes next. Kinds that are not allowed at all are refused. */
  boolean at(Kind kind) {
    Token next = peek();
    if (next.kind() != kind) {
      return false;
    }
    switch (kind) {
      case TAG, ANCHOR, FLOW_SEQUENCE, FLOW_MAPPING -> throw forbidden(next);
      default -> {}
    }
    return true;
  }

  Token take() {
    fetchNeeded();
    gather();
    if (commentFollows(queue.getFirst())) {
      Token first = queue.getFirst();
      while (queue.size() > 1 && queue.get(1).kind() == Kind.COMMENT) {
        scanner.take(1);
        scanner.fetch();
      }
      first.remark(first.remarks().withAfter());
    }
    return scanner.take(0);
  }

  private boolean commentFollows(Token first) {
    if (queue.size() < 2 || queue.get(1).kind() != Kind.COMMENT) {
      return false;
    }
    return switch (first.kind()) {
      case SCALAR -> true;
      case VALUE -> first.endLine() == queue.get(1).start().line();
      default -> false;
    };
  }

  private void fetchNeeded() {
    while (scanner.needsMore()) {
      scanner.fetch();
    }
  }

  private void gather() {
    boolean gathered = takeComment();
    while (scanner.needsMore()) {
      scanner.fetch();
      gathered |= takeComment();
    }
    if (gathered) {
      Token next = queue.getFirst();
      if (next.remarks().before()) {
        throw Refusal.crash(
            "AssertionError", "two comments meet before a value; remove one", next.start());
      }
      next.remark(next.remarks().withBefore());
    }
    if (!scanner.done() && queue.size() < 2) {
      scanner.fetch();
    }
  }

  private boolean takeComment() {
    if (queue.isEmpty() || queue.getFirst().kind() != Kind.COMMENT) {
      return false;
    }
    scanner.take(0);
    return true;
  }

  private static Refusal forbidden(Token token) {
    String what =
        switch (token.kind()) {
          case TAG -> "a value begins with !";
          case ANCHOR -> "a value begins with &";
          case FLOW_SEQUENCE -> "a value begins with [";
          default -> "a value begins with {";
        };
    return Refusal.yaml(
        "While scanning",
        what + "; put text in quotes, and write a list or fields on lines of their own",
        token.start());
  }
}
