package io.skillmill.parsers.ignore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Some characters in brackets, or all but these.
 *
 * @param end where the pattern goes on
 */
record CharacterClass(List<Range> ranges, List<String> named, boolean negated, int end)
    implements Glob.Sign {

  record Range(char first, char last) {}

  @Override
  public boolean allows(char c) {
    boolean in =
        ranges.stream().anyMatch(range -> range.first <= c && c <= range.last)
            || named.stream().anyMatch(name -> isOf(name, c));
    return in != negated;
  }

  /** Nothing where no bracket closes it. */
  static Optional<CharacterClass> read(String pattern, int open) {
    int at = open + 1;
    boolean negated = at < pattern.length() && "!^".indexOf(pattern.charAt(at)) >= 0;
    at = negated ? at + 1 : at;
    var ranges = new ArrayList<Range>();
    var named = new ArrayList<String>();
    boolean first = true;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == ']' && !first) {
        return Optional.of(new CharacterClass(ranges, named, negated, at + 1));
      }
      first = false;
      int close = pattern.startsWith("[:", at) ? pattern.indexOf(":]", at + 2) : -1;
      if (close > 0) {
        named.add(pattern.substring(at + 2, close));
        at = close + 2;
      } else {
        at = range(pattern, at, ranges);
      }
    }
    return Optional.empty();
  }

  /** A character or a range from one to another; escaped ones stand for themselves. */
  private static int range(String pattern, int from, List<Range> ranges) {
    int at = pattern.charAt(from) == '\\' ? from + 1 : from;
    if (at == pattern.length()) {
      return at;
    }
    char low = pattern.charAt(at);
    boolean range =
        at + 2 < pattern.length() && pattern.charAt(at + 1) == '-' && pattern.charAt(at + 2) != ']';
    if (!range) {
      ranges.add(new Range(low, low));
      return at + 1;
    }
    int high = pattern.charAt(at + 2) == '\\' ? at + 3 : at + 2;
    if (high < pattern.length()) {
      ranges.add(new Range(low, pattern.charAt(high)));
    }
    return high + 1;
  }

  private static boolean isOf(String name, char c) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    boolean digit = c >= '0' && c <= '9';
    return switch (name) {
      case "alpha" -> letter;
      case "digit" -> digit;
      case "alnum" -> letter || digit;
      case "upper" -> c >= 'A' && c <= 'Z';
      case "lower" -> c >= 'a' && c <= 'z';
      case "space" -> c == ' ' || (c >= '\t' && c <= '\r');
      case "blank" -> c == ' ' || c == '\t';
      case "xdigit" -> digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      case "punct" -> c > ' ' && c < 127 && !letter && !digit;
      default -> false;
    };
  }
}
