package io.skillmill.parsers.blockyaml;

import io.skillmill.parsers.blockyaml.Cursor.Mark;
import io.skillmill.parsers.blockyaml.Token.Kind;
import java.util.HexFormat;

/**
 * Reads anchors, aliases, tags and directives. The reference refuses all of them, but only once it
 * has read them to the end.
 */
final class Sigils {

  private static final String TAG_SIGNS = "-;/?:@&=+$,_.!~*'()[]%#";

  private final Cursor cursor;

  Sigils(Cursor cursor) {
    this.cursor = cursor;
  }

  Token anchorOrAlias() {
    Kind kind = cursor.peek() == '*' ? Kind.ALIAS : Kind.ANCHOR;
    Mark start = cursor.mark();
    cursor.forward();
    int length = 0;
    while (isNameSign(cursor.peek(length))) {
      length++;
    }
    String name = cursor.take(length);
    char c = cursor.peek();
    if (length == 0 || !(Cursor.endsWord(c) || "?:,[]{}%@`".indexOf(c) >= 0)) {
      throw refused("an " + (kind == Kind.ALIAS ? "alias" : "anchor"), "begins with * or &");
    }
    return Token.named(kind, start, name);
  }

  private static boolean isNameSign(char c) {
    if (c < 0xA0) {
      return c > ' ' && c < 0x7F && ",[]{}".indexOf(c) < 0;
    }
    return c != '\uFEFF';
  }

  Token tag() {
    Mark start = cursor.mark();
    char c = cursor.peek(1);
    if (c == '<') {
      cursor.forward(2);
      tagUri();
      if (cursor.peek() != '>') {
        throw tagRefused("parsing");
      }
      cursor.forward();
    } else if (Cursor.endsWord(c)) {
      cursor.forward();
    } else {
      shortTag();
    }
    char end = cursor.peek();
    if (end != ' ' && !Cursor.endsLine(end)) {
      throw tagRefused("scanning");
    }
    return Token.of(Kind.TAG, start);
  }

  private void shortTag() {
    int length = 1;
    char c = cursor.peek(length);
    while (c != '!' && c != ' ' && !Cursor.endsLine(c)) {
      c = cursor.peek(++length);
    }
    cursor.forward();
    if (c == '!') {
      while (isWordSign(cursor.peek())) {
        cursor.forward();
      }
      if (cursor.peek() != '!') {
        throw tagRefused("scanning");
      }
      cursor.forward();
    }
    tagUri();
  }

  private void tagUri() {
    int length = 0;
    while (isWordSign(cursor.peek()) || TAG_SIGNS.indexOf(cursor.peek()) >= 0) {
      if (cursor.peek() == '%'
          && !(HexFormat.isHexDigit(cursor.peek(1)) && HexFormat.isHexDigit(cursor.peek(2)))) {
        throw tagRefused("scanning");
      }
      cursor.forward();
      length++;
    }
    if (length == 0) {
      throw tagRefused("parsing");
    }
  }

  private static boolean isWordSign(char c) {
    return c == '-'
        || c == '_'
        || (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z');
  }

  Token directive() {
    Mark start = cursor.mark();
    cursor.forward();
    int length = 0;
    while (isWordSign(cursor.peek(length))
        || cursor.peek(length) == ':'
        || cursor.peek(length) == '.') {
      length++;
    }
    String name = cursor.take(length);
    char c = cursor.peek();
    if (length == 0 || (c != ' ' && !Cursor.endsLine(c))) {
      throw refused("a directive", "begins with %");
    }
    if (name.equals("YAML")) {
      version();
    } else {
      while (!Cursor.endsLine(cursor.peek())) {
        cursor.forward();
      }
    }
    cursor.takeBreak();
    return Token.named(Kind.DIRECTIVE, start, name);
  }

  private void version() {
    cursor.skipSpaces();
    boolean sound = number() && cursor.peek() == '.';
    if (sound) {
      cursor.forward();
      sound = number();
    }
    cursor.skipSpaces();
    if (cursor.peek() == '#') {
      while (!Cursor.endsLine(cursor.peek())) {
        cursor.forward();
      }
    }
    if (!sound || !Cursor.endsLine(cursor.peek())) {
      throw refused("a directive", "begins with %");
    }
  }

  private boolean number() {
    char first = cursor.peek();
    while (cursor.peek() >= '0' && cursor.peek() <= '9') {
      cursor.forward();
    }
    return first >= '0' && first <= '9';
  }

  private Refusal tagRefused(String stage) {
    return Refusal.yaml(
        "while %s a tag".formatted(stage),
        "a value begins with !; put it in quotes",
        cursor.mark());
  }

  private Refusal refused(String what, String sign) {
    return Refusal.yaml(
        "while scanning " + what,
        "a line or value %s; put it in quotes".formatted(sign),
        cursor.mark());
  }
}
