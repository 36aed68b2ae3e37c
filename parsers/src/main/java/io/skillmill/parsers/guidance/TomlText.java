package io.skillmill.parsers.guidance;

import io.skillmill.parsers.text.SourceText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A text of a TOML file, with where each character of it stands there. */
final class TomlText {

  /** How many escapes that are none are kept apart. */
  private static final int REFUSED_MAX = 20;

  private final String file;
  private final StringBuilder words = new StringBuilder();
  private int[] offsets = new int[64];
  private final List<Refused> refused = new ArrayList<>();
  private int escapesRefused;
  private int at;

  /** An escape that TOML does not have. */
  record Refused(String escape, int start) {}

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
        close(quotes, several);
        return true;
      }
      char c = file.charAt(at);
      if (c == '\n' && !several) {
        return false;
      }
      if (c == '\\' && escapes) {
        escape(several);
      } else {
        add(c, at++);
      }
    }
    return false;
  }

  // spec: You can write a quotation mark, or two adjacent quotation marks, anywhere inside a
  // multi-line basic string.
  private void close(String quotes, boolean several) {
    char quote = quotes.charAt(0);
    for (int more = 0; several && more < 2 && file.startsWith(quotes + quote, at); more++) {
      add(quote, at++);
    }
    at += quotes.length();
  }

  private void escape(boolean several) {
    int start = at;
    char kind = at + 1 < file.length() ? file.charAt(at + 1) : 0;
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
      case '\n', ' ', '\t' -> {
        if (!several || !skipsLine()) {
          bad(start, start + 2);
        }
      }
      default -> bad(start, Math.min(start + 2, file.length()));
    }
  }

  /** A line that ends in a backslash goes on with the next word. */
  private boolean skipsLine() {
    int end = at - 1;
    boolean line = false;
    while (end < file.length() && Character.isWhitespace(file.charAt(end))) {
      line |= file.charAt(end++) == '\n';
    }
    at = line ? end : at;
    return line;
  }

  private void coded(int start, int digits) {
    int end = at;
    int code = 0;
    while (end < file.length() && end - at < digits && Character.digit(file.charAt(end), 16) >= 0) {
      code = code < 0x1000000 ? code * 16 + Character.digit(file.charAt(end), 16) : -1;
      end++;
    }
    boolean surrogate = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
    if (end - at < digits || !Character.isValidCodePoint(code) || surrogate) {
      bad(start, end);
      return;
    }
    at = end;
    for (char c : Character.toChars(code)) {
      add(c, start);
    }
  }

  /** What is no escape is kept as it is written. */
  private void bad(int start, int end) {
    escapesRefused++;
    if (refused.size() < REFUSED_MAX) {
      refused.add(new Refused(file.substring(start, end), start));
    }
    add('\\', start);
    at = start + 1;
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

  /** The first escapes that TOML does not have; they stand in the text as they were written. */
  List<Refused> refused() {
    return refused;
  }

  /** How many there are in all. */
  int escapesRefused() {
    return escapesRefused;
  }

  /** Where it ends in the file, after its quotes. */
  int end() {
    return at;
  }
}
