package io.skillmill.parsers.guidance;

import io.skillmill.parsers.text.SourceText;
import java.util.Arrays;
import java.util.Optional;

/** A text of a TOML file, with where each character of it stands there. */
final class TomlText {

  private final String file;
  private final StringBuilder words = new StringBuilder();
  private int[] offsets = new int[64];
  private int at;

  private TomlText(String file) {
    this.file = file;
  }

  /** The text whose quotes open at an offset; nothing where they are never closed. */
  static Optional<TomlText> read(String file, int start) {
    var text = new TomlText(file);
    return text.read(start) ? Optional.of(text) : Optional.empty();
  }

  private boolean read(int start) {
    String one = file.substring(start, start + 1);
    boolean several = file.startsWith(one.repeat(3), start);
    String quotes = several ? one.repeat(3) : one;
    boolean escapes = one.equals("\"");
    at = start + quotes.length();
    if (several && file.startsWith("\n", at)) {
      at++;
    }
    while (at < file.length()) {
      if (file.startsWith(quotes, at)) {
        at += quotes.length();
        return true;
      }
      char c = file.charAt(at);
      if (c == '\n' && !several) {
        return false;
      }
      if (c == '\\' && escapes) {
        escape();
      } else {
        add(c, at++);
      }
    }
    return false;
  }

  private void escape() {
    int start = at;
    char kind = at + 1 < file.length() ? file.charAt(at + 1) : ' ';
    at += 2;
    switch (kind) {
      case 'n' -> add('\n', start);
      case 't' -> add('\t', start);
      case 'r' -> add('\r', start);
      case 'b' -> add('\b', start);
      case 'f' -> add('\f', start);
      case '"', '\\' -> add(kind, start);
      case 'u' -> coded(start, 4);
      case 'U' -> coded(start, 8);
      case '\n', ' ', '\t' -> skipBlanks();
      default -> {
        add('\\', start);
        at = start + 1;
      }
    }
    at = Math.min(at, file.length());
  }

  /** A line that ends in a backslash goes on with the next word. */
  private void skipBlanks() {
    at--;
    while (at < file.length() && Character.isWhitespace(file.charAt(at))) {
      at++;
    }
  }

  private void coded(int start, int digits) {
    int code = 0;
    for (int i = 0; i < digits; i++) {
      int digit = at < file.length() ? Character.digit(file.charAt(at), 16) : -1;
      if (digit < 0) {
        code = -1;
        break;
      }
      code = code < 0x1000000 ? code * 16 + digit : Integer.MAX_VALUE;
      at++;
    }
    boolean sound =
        code >= 0 && Character.isValidCodePoint(code) && (code < 0xD800 || code > 0xDFFF);
    for (char c : Character.toChars(sound ? code : 0xFFFD)) {
      add(c, start);
    }
  }

  private void add(char c, int offset) {
    if (words.length() == offsets.length) {
      offsets = Arrays.copyOf(offsets, offsets.length * 2);
    }
    offsets[words.length()] = offset;
    words.append(c);
  }

  String words() {
    return SourceText.wellFormed(words.toString());
  }

  /** Where in the file a character of it stands, or where it ends. */
  int offset(int index) {
    return index < words.length() ? offsets[index] : Math.max(0, at - 1);
  }

  /** Where it ends in the file, after its quotes. */
  int end() {
    return at;
  }
}
