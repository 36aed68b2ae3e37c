package io.skillmill.parsers.secrets;

import java.util.Optional;

/** Values that are no known form of secret, but are assigned to a name that says so. */
final class Assigned {

  private static final int NAME_REST_MAX = 24;
  private static final int LENGTH_MIN = 16;
  private static final int LENGTH_MAX = 200;

  /** Random hexadecimal digits carry four bits each, words hardly three. */
  private static final double ENTROPY_MIN = 3.2;

  private Assigned() {}

  static Optional<Secret> secret(String text, int nameStart, int nameEnd) {
    int at = assignment(text, nameEnd);
    if (at < 0) {
      return Optional.empty();
    }
    int end = valueEnd(text, at);
    return end - at >= LENGTH_MIN
            && end - at < LENGTH_MAX
            && closes(text, end)
            && drawn(text.substring(at, end))
        ? Optional.of(new Secret("value of " + text.substring(nameStart, nameEnd), false, at, end))
        : Optional.empty();
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

  private static int valueEnd(String text, int start) {
    int at = start;
    int last = Math.min(text.length(), start + LENGTH_MAX);
    while (at < last
        && (Charset.BASE64_URL.has(text.charAt(at)) || "+/=".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return at;
  }

  private static boolean closes(String text, int end) {
    return end == text.length() || " \n\t\r\"'`,;|)}]".indexOf(text.charAt(end)) >= 0;
  }

  /** Letters and digits mixed as chance mixes them, and no path or name in words. */
  private static boolean drawn(String value) {
    int digits = 0;
    int changes = 0;
    for (int i = 0; i < value.length(); i++) {
      boolean digit = Character.isDigit(value.charAt(i));
      digits += digit ? 1 : 0;
      changes += i > 0 && digit != Character.isDigit(value.charAt(i - 1)) ? 1 : 0;
    }
    return digits >= 3
        && changes >= 4
        && digits < value.length()
        && Placeholder.entropy(value) >= ENTROPY_MIN
        && !Placeholder.is(value);
  }
}
