package io.skillmill.coordination.skills.javascript;

import java.util.List;
import java.util.Optional;

/** Finds in a stack of JavaScript the line that people look for. */
final class Stack {

  /** What the engine calls texts: of a module, and of a script. */
  private static final List<String> TEXTS = List.of("function.mjs:", "<input>:");

  private Stack() {}

  /** As it is told behind a message: {@code (greet.js, line 3)}. */
  static Optional<String> place(String stack, String file) {
    return stack
        .lines()
        .flatMap(frame -> TEXTS.stream().flatMap(text -> line(frame, text).stream()))
        .findFirst()
        .map(line -> " (%s, line %s)".formatted(file, line));
  }

  private static Optional<String> line(String frame, String text) {
    int at = frame.indexOf(text);
    if (at < 0) {
      return Optional.empty();
    }
    int start = at + text.length();
    int end = start;
    while (end < frame.length() && Character.isDigit(frame.charAt(end))) {
      end++;
    }
    return Optional.of(frame.substring(start, end)).filter(line -> !line.isEmpty());
  }
}
