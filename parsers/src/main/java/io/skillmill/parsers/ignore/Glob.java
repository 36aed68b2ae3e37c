package io.skillmill.parsers.ignore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern for one part of a path. Only the last star before the difference is tried anew, which
 * is enough, and keeps the work to letters times signs.
 */
final class Glob {

  private static final Sign ANY_ONE = _ -> true;
  private static final Sign STAR = _ -> true;
  private static final Glob ANY_PATH = new Glob(List.of());

  private final List<Sign> signs;

  /** What one character may be. */
  interface Sign {
    boolean allows(char c);
  }

  private Glob(List<Sign> signs) {
    this.signs = signs;
  }

  /** One for a part of a path; nothing where the pattern breaks off and so matches nothing. */
  static Optional<Glob> of(String pattern) {
    boolean stars = pattern.length() > 1 && pattern.chars().allMatch(c -> c == '*');
    return stars ? Optional.of(ANY_PATH) : ofName(pattern);
  }

  /** One for a name alone, in which two stars are as good as one. */
  static Optional<Glob> ofName(String pattern) {
    var signs = new ArrayList<Sign>();
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      switch (c) {
        case '*' -> {
          if (signs.isEmpty() || !signs.getLast().equals(STAR)) {
            signs.add(STAR);
          }
          at++;
        }
        case '?' -> {
          signs.add(ANY_ONE);
          at++;
        }
        case '[' -> {
          Optional<CharacterClass> set = CharacterClass.read(pattern, at);
          if (set.isEmpty()) {
            return Optional.empty();
          }
          signs.add(set.get());
          at = set.get().end();
        }
        default -> {
          int letter = c == '\\' ? at + 1 : at;
          if (letter == pattern.length()) {
            return Optional.empty();
          }
          char only = pattern.charAt(letter);
          signs.add(other -> other == only);
          at = letter + 1;
        }
      }
    }
    return Optional.of(new Glob(List.copyOf(signs)));
  }

  /** Whether it stands for any number of parts. */
  boolean isAnyPath() {
    return this == ANY_PATH;
  }

  /** Whether a stretch of a text matches. */
  boolean matches(String text, int start, int end) {
    int sign = 0;
    int at = start;
    int star = -1;
    int starAt = start;
    while (at < end) {
      if (sign < signs.size() && signs.get(sign).equals(STAR)) {
        star = sign++;
        starAt = at;
      } else if (sign < signs.size() && signs.get(sign).allows(text.charAt(at))) {
        sign++;
        at++;
      } else if (star >= 0) {
        at = ++starAt;
        sign = star + 1;
      } else {
        return false;
      }
    }
    while (sign < signs.size() && signs.get(sign).equals(STAR)) {
      sign++;
    }
    return sign == signs.size();
  }
}
