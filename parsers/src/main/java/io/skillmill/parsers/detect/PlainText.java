package io.skillmill.parsers.detect;

import io.skillmill.parsers.secrets.Redaction;

/** Makes a text fit to be shown anywhere: without secrets, and without characters that deceive. */
public final class PlainText {

  private PlainText() {}

  /** The text with what cannot be seen spelled out: {@code \\u{200B}}, or {@code \\u{200B}x5}. */
  public static String of(String text) {
    return Redaction.redact(
        text.chars().allMatch(c -> c >= ' ' && c < 0x7F) ? text : spelled(text));
  }

  private static String spelled(String text) {
    var plain = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      int next = at + Character.charCount(c);
      if (c == '\n' || c == '\t') {
        plain.append(' ');
      } else if (visible(c)) {
        plain.appendCodePoint(c);
      } else {
        int count = 1;
        while (next < text.length() && !visible(text.codePointAt(next))) {
          next += Character.charCount(text.codePointAt(next));
          count++;
        }
        plain.append(count == 1 ? "\\u{%X}".formatted(c) : "\\u{%X}x%d".formatted(c, count));
      }
      at = next;
    }
    return plain.toString();
  }

  private static boolean visible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> OddCharacter.of(c).isEmpty();
    };
  }
}
