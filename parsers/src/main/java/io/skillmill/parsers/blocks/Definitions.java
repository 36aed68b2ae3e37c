package io.skillmill.parsers.blocks;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Link definitions, {@code [label]: target}, which say nothing where they stand. */
final class Definitions {

  /** spec: "a link label can have at most 999 characters". */
  static final int LABEL_MAX = 999;

  private final String text;
  private final Map<String, String> targets = new HashMap<>();
  private int count;

  Definitions(String text) {
    this.text = text;
  }

  int count() {
    return count;
  }

  boolean isEmpty() {
    return targets.isEmpty();
  }

  Optional<String> target(String label) {
    return Optional.ofNullable(targets.get(normalized(label)));
  }

  /** How many lines a paragraph opens with that are definitions. */
  int take(Lines lines) {
    int taken = 0;
    while (taken < lines.count() && text.charAt(lines.start(taken)) == '[') {
      int more = take(lines, taken);
      if (more == 0) {
        break;
      }
      taken += more;
      count++;
    }
    return taken;
  }

  private int take(Lines lines, int line) {
    int start = lines.start(line);
    int close = labelEnd(text, start, lines.end(line));
    if (close < 0
        || !text.startsWith(":", close + 1)
        || text.substring(start + 1, close).isBlank()) {
      return 0;
    }
    int last = line;
    int at = blanks(close + 2, lines.end(last));
    if (at == lines.end(last)) {
      if (++last == lines.count()) {
        return 0;
      }
      at = lines.start(last);
    }
    int end = LinkTail.targetEnd(text, at, lines.end(last));
    if (end == at) {
      return 0;
    }
    String target = LinkTail.target(text, at, end);
    int after = blanks(end, lines.end(last));
    boolean alone = after == lines.end(last);
    if (alone && last + 1 < lines.count() && isTitle(lines.start(last + 1), lines.end(last + 1))) {
      last++;
    } else if (!alone && (after == end || !isTitle(after, lines.end(last)))) {
      return 0;
    }
    targets.putIfAbsent(normalized(text.substring(start + 1, close)), target);
    return last + 1 - line;
  }

  /** Where the bracket is that closes a label; -1 where there is none. */
  static int labelEnd(String text, int start, int end) {
    int most = Math.min(end, start + LABEL_MAX);
    for (int i = start + 1; i < most; i++) {
      char c = text.charAt(i);
      if (c == ']') {
        return i;
      }
      if (c == '[') {
        return -1;
      }
      i += c == '\\' ? 1 : 0;
    }
    return -1;
  }

  /** Whether a stretch is a title and nothing else. */
  private boolean isTitle(int start, int end) {
    int close = LinkTail.titleEnd(text, start, end);
    return close > start && Rules.trimmed(text, close, end) == close;
  }

  private int blanks(int start, int end) {
    int i = start;
    while (i < end && Rules.isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** spec: labels match whatever their case, and white space in them counts as one blank. */
  private static String normalized(String label) {
    var normal = new StringBuilder();
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      boolean blank = Character.isWhitespace(c);
      if (!blank) {
        normal.append(c);
      } else if (!normal.isEmpty() && normal.charAt(normal.length() - 1) != ' ') {
        normal.append(' ');
      }
    }
    return normal.toString().strip().toUpperCase(Locale.ROOT);
  }
}
