package io.skillmill.parsers.secrets;

import java.util.Optional;

/** Values that are no known form of secret, but are assigned to a name that says so. */
final class Assigned {

  private static final int NAME_REST_MAX = 24;
  private static final int LENGTH_MIN = 16;

  /** Passwords are shorter than what machines draw. */
  static final int PASSWORD_MIN = 10;

  private static final int LENGTH_MAX = 200;

  /** What passwords hold besides what keys do. */
  private static final String PASSWORD_SIGNS = "!@#%^&*~?.$";

  private Assigned() {}

  static Optional<Secret> secret(String text, int nameStart, int nameEnd) {
    int at = assignment(text, nameEnd);
    if (at < 0) {
      return Optional.empty();
    }
    boolean password = text.regionMatches(true, nameStart, "pass", 0, 4);
    int end = quotedEnd(text, at);
    if (end < 0) {
      end = valueEnd(text, at, password ? PASSWORD_SIGNS : "");
    }
    return end - at >= (password ? PASSWORD_MIN : LENGTH_MIN)
            && end - at < LENGTH_MAX
            && closes(text, end)
            && drawn(text.substring(at, end))
        ? Optional.of(new Secret("value of " + text.substring(nameStart, nameEnd), false, at, end))
        : Optional.empty();
  }

  /** Where a value in quotes ends; -1 where it is in none. */
  private static int quotedEnd(String text, int start) {
    char quote = text.charAt(start - 1);
    if ("\"'`".indexOf(quote) < 0) {
      return -1;
    }
    int last = Math.min(text.length(), start + LENGTH_MAX);
    for (int at = start; at < last && text.charAt(at) > ' '; at++) {
      if (text.charAt(at) == quote) {
        return at;
      }
      at += text.charAt(at) == '\\' ? 1 : 0;
    }
    return -1;
  }

  /** Where the value begins; -1 where nothing is assigned. */
  private static int assignment(String text, int nameEnd) {
    int at = Charset.BASE64_URL.end(text, nameEnd, NAME_REST_MAX);
    at = skip(text, at, "\"'` ", 3);
    boolean assigned = at < text.length() && (text.charAt(at) == ':' || text.charAt(at) == '=');
    boolean bearer =
        at > 0 && at == nameEnd + 1 && text.regionMatches(true, at - 7, "bearer ", 0, 7);
    if (!assigned && !bearer) {
      return -1;
    }
    return skip(text, at, ":=> \"'`", 5);
  }

  private static int skip(String text, int start, String what, int most) {
    int at = start;
    int last = Math.min(text.length(), start + most);
    while (at < last && what.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static int valueEnd(String text, int start, String more) {
    int at = start;
    int last = Math.min(text.length(), start + LENGTH_MAX);
    while (at < last
        && (Charset.BASE64_URL.has(text.charAt(at))
            || "+/=".indexOf(text.charAt(at)) >= 0
            || more.indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return at;
  }

  private static boolean closes(String text, int end) {
    return end == text.length() || " \n\t\r\"'`,;|)}]".indexOf(text.charAt(end)) >= 0;
  }

  /** Drawn by chance, which no number, path or name in words is. */
  private static boolean drawn(String value) {
    return !value.chars().allMatch(Character::isDigit)
        && Chance.drew(value)
        && !Placeholder.is(value);
  }
}
