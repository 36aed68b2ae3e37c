package io.skillmill.parsers.blocks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what blocks say, without markup, and knows where each character stands. One for each text:
 * what it says holds until the next block is read. Not thread-safe.
 */
public final class Inlines {

  /**
   * A link or an image.
   *
   * @param target where it leads, as it was written
   * @param text what it says
   * @param start where it begins in the source text
   */
  public record Link(String target, String text, int start, int end) {}

  /** Code in a line, by where it stands in the source text, without its backticks. */
  public record Code(int start, int end) {}

  /** A comment, by where it stands in the source text, with its signs. */
  public record Comment(int start, int end) {}

  /** A link whose text is not read to its end yet: a stretch of the plain text. */
  private record Open(String target, int from, int to, int start, int end) {}

  private static final boolean[] SPECIAL = new boolean[128];

  static {
    for (char c : "\n`*_\\&<[]!".toCharArray()) {
      SPECIAL[c] = true;
    }
  }

  private final String text;
  private final Definitions definitions;
  private final PlainText plain = new PlainText();
  private final CodeSpans spans = new CodeSpans();
  private final Emphasis emphasis = new Emphasis(plain);
  private final Brackets brackets = new Brackets();
  private final Angles angles = new Angles(plain);
  private final List<Link> links = new ArrayList<>();
  private final List<Code> codes = new ArrayList<>();
  private final List<Comment> comments = new ArrayList<>();
  private final List<Open> open = new ArrayList<>();
  private Lines lines = Lines.of(0, 0);
  private String raw = "";
  private int strong;
  private int code;

  Inlines(String text, Definitions definitions) {
    this.text = text;
    this.definitions = definitions;
  }

  /** Reads a block. */
  public Inlines read(Lines block) {
    scan(block);
    plain.compact();
    return this;
  }

  /** Reads one cell of a row, where a bar is written with a backslash even in code. */
  public Inlines cell(Block.Row row, int index) {
    scan(row.cells().part(index, index + 1));
    if (raw.indexOf('`') >= 0) {
      for (int i = 0; i + 1 < plain.length(); i++) {
        if (plain.at(i) == '\\' && plain.at(i + 1) == '|') {
          plain.drop(i);
        }
      }
    }
    plain.compact();
    return this;
  }

  public String plain() {
    return plain.toString();
  }

  /** Where a character of the plain text stands in the source text; its end for the one after. */
  public int offset(int index) {
    return index < plain.length() ? plain.offsets()[index] : lines.end();
  }

  /** How much of the plain text at its start is strong. */
  public int strong() {
    return strong;
  }

  /** How much of the plain text at its start is code. */
  public int code() {
    return code;
  }

  /** The links of all blocks that were read. */
  public List<Link> links() {
    return links;
  }

  /** The code within the lines of all blocks that were read. */
  public List<Code> codes() {
    return codes;
  }

  /** The comments within all blocks that were read. */
  public List<Comment> comments() {
    return comments;
  }

  private void scan(Lines block) {
    lines = block;
    raw = plain.begin(text, block);
    code = 0;
    spans.reset();
    emphasis.reset();
    brackets.reset();
    angles.reset();
    int i = 0;
    while (i < raw.length()) {
      char c = raw.charAt(i);
      i = c < 128 && SPECIAL[c] ? special(c, i) : plain.say(c, i);
    }
    emphasis.drop(0);
    open.forEach(link ->
        links.add(
            new Link(link.target(), plain.said(link.from(), link.to()), link.start(), link.end())));
    open.clear();
    int from = emphasis.strongFrom();
    strong = from >= 0 && plain.kept(from) == 0 ? plain.kept(emphasis.strongTo()) : 0;
    code = code > 0 ? plain.kept(code) : 0;
  }

  private int special(char c, int at) {
    return switch (c) {
      case '\n' -> plain.say(' ', at);
      case '`' -> backticks(at);
      case '*', '_' -> signs(c, at);
      case '\\' -> escape(at);
      case '&' -> entity(at);
      case '<' -> angle(at);
      case '!' -> image(at);
      case '[' -> bracket(at, false);
      default -> closeBracket(at);
    };
  }

  private int backticks(int at) {
    int run = Rules.run(raw, at, raw.length());
    int from = at + run;
    int to = spans.close(raw, from, run);
    if (to < 0) {
      plain.sayRaw(at, from);
      return from;
    }
    int end = to + run;
    boolean padded = to - from > 2 && isSpace(raw.charAt(from)) && isSpace(raw.charAt(to - 1));
    if (padded && !raw.substring(from, to).isBlank()) {
      from++;
      to--;
    }
    boolean opens = plain.length() == 0;
    int start = plain.source(from);
    plain.sayRaw(from, to);
    codes.add(new Code(start, plain.source(to - 1) + 1));
    code = opens ? plain.length() : code;
    return end;
  }

  private int signs(char sign, int at) {
    int end = at + Rules.run(raw, at, raw.length());
    int before = at == 0 ? '\n' : raw.codePointBefore(at);
    int after = end == raw.length() ? '\n' : raw.codePointAt(end);
    emphasis.add(sign, end - at, before, after);
    plain.sayRaw(at, end);
    return end;
  }

  private int escape(int at) {
    char next = at + 1 < raw.length() ? raw.charAt(at + 1) : 'a';
    if (next == '\n') {
      return plain.say(' ', at + 1);
    }
    boolean sign = next < 128 && next > ' ' && !Character.isLetterOrDigit(next);
    return sign ? plain.say(next, at + 1) : plain.say('\\', at);
  }

  private int entity(int at) {
    int end = Entities.end(raw, at);
    String value = end > at ? Entities.value(raw.substring(at, end)) : "";
    if (value.isEmpty()) {
      return plain.say('&', at);
    }
    for (int i = 0; i < value.length(); i++) {
      plain.say(value.charAt(i), at);
    }
    return end;
  }

  private int angle(int at) {
    int end = Angles.addressEnd(raw, at);
    int start = plain.source(at);
    if (end == at) {
      int after = angles.pass(raw, at);
      if (after > at + 1 && raw.startsWith("!--", at + 1)) {
        comments.add(new Comment(start, plain.source(after - 1) + 1));
      }
      return after;
    }
    plain.sayRaw(at + 1, end - 1);
    String target = raw.substring(at + 1, end - 1);
    links.add(new Link(target, target, start, plain.source(end - 1) + 1));
    return end;
  }

  private int image(int at) {
    return raw.startsWith("[", at + 1) ? bracket(at, true) : plain.say('!', at);
  }

  private int bracket(int at, boolean isImage) {
    int end = isImage ? at + 2 : at + 1;
    brackets.open(plain.length(), end, emphasis.count(), isImage);
    plain.sayRaw(at, end);
    return end;
  }

  private int closeBracket(int at) {
    int opener = brackets.close();
    int end = -1;
    if (opener >= 0 && brackets.active[opener]) {
      end = inlineTail(at + 1, opener);
      end = end < 0 && !definitions.isEmpty() ? reference(at, opener) : end;
    }
    return end < 0 ? plain.say(']', at) : end;
  }

  /** What stands in parentheses behind the bracket; -1 where that makes no link. */
  private int inlineTail(int at, int opener) {
    if (!raw.startsWith("(", at)) {
      return -1;
    }
    int target = spaces(at + 1);
    int targetEnd = LinkTail.targetEnd(raw, target, raw.length());
    int close = spaces(targetEnd);
    if (close > targetEnd) {
      int title = LinkTail.titleEnd(raw, close, raw.length());
      close = title < 0 ? close : spaces(title);
    }
    if (!raw.startsWith(")", close) || (targetEnd == target && raw.startsWith("<", target))) {
      return -1;
    }
    String written = targetEnd == target ? "" : LinkTail.target(raw, target, targetEnd);
    linked(opener, written, close + 1);
    return close + 1;
  }

  /** A label that is defined, behind the bracket or in it; -1 where that makes no link. */
  private int reference(int at, int opener) {
    int from = brackets.raw[opener];
    int to = at;
    int end = at + 1;
    int close = raw.startsWith("[", end) ? Definitions.labelEnd(raw, end, raw.length()) : -1;
    if (close > 0) {
      from = close > end + 1 ? end + 1 : from;
      to = close > end + 1 ? close : to;
      end = close + 1;
    }
    Optional<String> target =
        to - from > Definitions.LABEL_MAX
            ? Optional.empty()
            : definitions.target(raw.substring(from, to));
    if (target.isEmpty()) {
      return -1;
    }
    linked(opener, target.get(), end);
    return end;
  }

  private void linked(int opener, String target, int end) {
    int from = brackets.plain[opener];
    open.add(
        new Open(target, from, plain.length(), plain.offsets()[from], plain.source(end - 1) + 1));
    emphasis.drop(brackets.runs[opener]);
    plain.drop(from);
    if (brackets.image[opener]) {
      plain.drop(from + 1);
    } else {
      brackets.deactivate();
    }
  }

  private int spaces(int from) {
    int i = from;
    while (i < raw.length() && (isSpace(raw.charAt(i)) || raw.charAt(i) == '\t')) {
      i++;
    }
    return i;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n';
  }
}
