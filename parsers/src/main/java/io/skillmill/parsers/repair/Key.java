package io.skillmill.parsers.repair;

import java.util.Optional;

/**
 * The key that a line begins with.
 *
 * @param name without quotes
 * @param start where it begins in the line
 * @param end where it ends
 * @param valueStart where its value may begin, which is behind the colon
 * @param regular whether a colon and a blank end it, as YAML wants
 */
record Key(String name, int start, int end, int valueStart, boolean regular) {

  private static final int LENGTH_MAX = 100;
  private static final char WIDE_COLON = '\uFF1A';

  /** A key of one word. */
  static Optional<Key> of(String line) {
    int start = afterBlanks(line, 0);
    if (start == line.length()) {
      return Optional.empty();
    }
    char first = line.charAt(start);
    boolean quoted = first == '"' || first == '\'';
    int nameStart = quoted ? start + 1 : start;
    int nameEnd = endOfName(line, nameStart);
    if (nameEnd == nameStart
        || (quoted && (nameEnd == line.length() || line.charAt(nameEnd) != first))) {
      return Optional.empty();
    }
    int end = quoted ? nameEnd + 1 : nameEnd;
    return ended(line, new Key(line.substring(nameStart, nameEnd), start, end, end, true));
  }

  /** A key of up to a few words, which is the more likely text the longer it is. */
  static Optional<Key> ofWords(String line) {
    int start = afterBlanks(line, 0);
    int colon = line.indexOf(": ", start);
    int words = 1;
    for (int i = start; i < colon; i++) {
      if (line.charAt(i) == ' ') {
        words++;
      } else if (!isNamePart(line.charAt(i))) {
        return Optional.empty();
      }
    }
    return colon > start && words <= 3
        ? Optional.of(new Key(line.substring(start, colon), start, colon, colon + 1, true))
        : Optional.empty();
  }

  boolean isKnown() {
    return KnownFields.isKnown(name);
  }

  /** YAML wants a colon and a blank; of a known field, less will do. */
  private static Optional<Key> ended(String line, Key key) {
    int at = afterBlanks(line, key.end);
    if (at == line.length()) {
      return Optional.empty();
    }
    int next = at + 1;
    if (line.charAt(at) == ':') {
      if (next == line.length() || line.charAt(next) == ' ' || line.charAt(next) == '\t') {
        return Optional.of(new Key(key.name, key.start, key.end, next, true));
      }
      return line.charAt(next) == '/' || line.charAt(next) == ':'
          ? Optional.empty()
          : key.loose(next);
    }
    return line.charAt(at) == WIDE_COLON ? key.loose(next) : Optional.empty();
  }

  private Optional<Key> loose(int valueStart) {
    return isKnown() ? Optional.of(new Key(name, start, end, valueStart, false)) : Optional.empty();
  }

  private static int endOfName(String line, int from) {
    int end = from;
    int most = Math.min(line.length(), from + LENGTH_MAX);
    while (end < most && isNamePart(line.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' || c == '/' || c == '$';
  }

  private static int afterBlanks(String line, int from) {
    int at = from;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }
}
