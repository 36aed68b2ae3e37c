package io.skillmill.parsers.security;

import io.skillmill.parsers.secrets.Redaction;

/** The text of a finding, made fit to be shown: short, without secrets, without odd characters. */
final class Excerpt {

  private static final int LENGTH_MAX = 120;

  /** How much of what stands before a match is shown with it. */
  private static final int BEFORE = 20;

  private Excerpt() {}

  static String of(View view, int start, int end) {
    int line = view.contexts().line(start);
    int from = Math.max(view.contexts().start(line), start - BEFORE);
    int to = Math.min(Math.max(end, start), from + LENGTH_MAX);
    int lineEnd = Math.min(view.contexts().end(view.contexts().line(to)), from + LENGTH_MAX);
    return plain(view.redaction().slice(from, Math.max(to, lineEnd)).strip());
  }

  /** A text with everything that is not plainly visible spelled out. */
  static String plain(String text) {
    if (text.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
      return Redaction.redact(text);
    }
    var plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (c == '\n' || c == '\t') {
            plain.append(' ');
          } else if (visible(c)) {
            plain.appendCodePoint(c);
          } else {
            plain.append("\\u{%X}".formatted(c));
          }
        });
    return Redaction.redact(plain.toString());
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
