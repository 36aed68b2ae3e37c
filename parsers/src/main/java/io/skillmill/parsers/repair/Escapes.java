package io.skillmill.parsers.repair;

import io.skillmill.parsers.text.SourceText;

/** Undoes the escapes of quoted text; what is no escape stays as it is. */
final class Escapes {

  private Escapes() {}

  static String undo(String text, char quote) {
    if (quote == '\'') {
      return text.replace("''", "'");
    }
    return text.indexOf('\\') < 0 ? text : SourceText.wellFormed(unescaped(text));
  }

  private static String unescaped(String text) {
    var plain = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        at += 2 + escape(text, at + 1, plain);
      } else {
        plain.append(c);
        at++;
      }
    }
    return plain.toString();
  }

  /** Appends what an escape stands for and says how many digits it has. */
  private static int escape(String text, int at, StringBuilder plain) {
    switch (text.charAt(at)) {
      case 'n' -> plain.append('\n');
      case 't' -> plain.append('\t');
      case '"' -> plain.append('"');
      case '\\' -> plain.append('\\');
      case '/' -> plain.append('/');
      case 'u' -> {
        return unicode(text, at, 4, plain);
      }
      case 'x' -> {
        return unicode(text, at, 2, plain);
      }
      default -> plain.append('\\').append(text.charAt(at));
    }
    return 0;
  }

  private static int unicode(String text, int at, int digits, StringBuilder plain) {
    int value = 0;
    for (int i = at + 1; i <= at + digits; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        plain.append('\\').append(text.charAt(at));
        return 0;
      }
      value = value * 16 + digit;
    }
    if (value == 0) { // which no JSON text may hold
      return digits;
    }
    plain.append((char) value);
    return digits;
  }
}
