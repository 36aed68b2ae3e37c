package io.skillmill.parsers.blockyaml;

import io.skillmill.parsers.blockyaml.Cursor.Mark;
import io.skillmill.parsers.blockyaml.Value.Text;

/** A piece of YAML, with whether the reference hangs comments on it. */
final class Token {

  /** The kinds, with the names that the reference uses in its messages. */
  enum Kind {
    STREAM_START("<stream start>"),
    STREAM_END("<stream end>"),
    DIRECTIVE("<directive>"),
    DOCUMENT_END("<document end>"),
    BLOCK_SEQUENCE("<block sequence start>"),
    BLOCK_MAPPING("<block mapping start>"),
    BLOCK_END("<block end>"),
    FLOW_SEQUENCE("["),
    FLOW_MAPPING("{"),
    FLOW_SEQUENCE_END("]"),
    FLOW_MAPPING_END("}"),
    FLOW_ENTRY(","),
    ENTRY("-"),
    KEY("?"),
    VALUE(":"),
    ALIAS("<alias>"),
    ANCHOR("<anchor>"),
    TAG("<tag>"),
    SCALAR("<scalar>"),
    COMMENT("<comment>");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /**
   * Which comments and blank lines the reference keeps with a piece of YAML. It keeps them to write
   * them back one day; here they matter because it crashes where two of them meet.
   *
   * @param present whether there is a place for comments at all, be it empty
   * @param after whether one follows
   * @param before whether a list of those before is there
   */
  record Remarks(boolean present, boolean after, boolean before) {

    static final Remarks NONE = new Remarks(false, false, false);
    static final Remarks EMPTY = new Remarks(true, false, false);

    Remarks withAfter() {
      return new Remarks(true, true, before);
    }

    Remarks withBefore() {
      return new Remarks(true, after, true);
    }

    Remarks withoutAfter() {
      return new Remarks(true, false, before);
    }

    Remarks withoutBefore() {
      return new Remarks(present, after, false);
    }

    /** Those of lists and fields, given those of the token behind their end. */
    Remarks closedBy(Remarks end) {
      return end.before && !present ? EMPTY : this;
    }

    Remarks with(Remarks more) {
      return new Remarks(present || more.present, after || more.after, before || more.before);
    }
  }

  private final Kind kind;
  private final Mark start;
  private final int endLine;
  private final Text text;
  private final boolean plain;
  private Remarks remarks = Remarks.NONE;

  private Token(Kind kind, Mark start, int endLine, Text text, boolean plain) {
    this.kind = kind;
    this.start = start;
    this.endLine = endLine;
    this.text = text;
    this.plain = plain;
  }

  static Token of(Kind kind, Mark start) {
    return new Token(kind, start, start.line(), Text.EMPTY, false);
  }

  static Token named(Kind kind, Mark start, String name) {
    return new Token(kind, start, start.line(), Text.of(name), false);
  }

  static Token scalar(Text text, boolean plain, Mark start, int endLine) {
    return new Token(Kind.SCALAR, start, endLine, text, plain);
  }

  Kind kind() {
    return kind;
  }

  Mark start() {
    return start;
  }

  int endLine() {
    return endLine;
  }

  Text text() {
    return text;
  }

  /** Whether it is a scalar without quotes or block sign. */
  boolean plain() {
    return plain;
  }

  Remarks remarks() {
    return remarks;
  }

  void remark(Remarks changed) {
    remarks = changed;
  }

  /** Hands the comments on to the next token, where the reference can put two into one. */
  void moveRemarks(Token target) {
    if (!remarks.present() || target.kind == Kind.STREAM_END) {
      return;
    }
    Remarks moved = remarks;
    remarks = Remarks.NONE;
    if ((moved.after() && target.remarks.after()) || (moved.before() && target.remarks.before())) {
      throw Refusal.crash(
          "NotImplementedError",
          "a comment follows a key and blank lines or another comment follow its value; remove one",
          start);
    }
    target.remarks = target.remarks.with(moved);
  }
}
