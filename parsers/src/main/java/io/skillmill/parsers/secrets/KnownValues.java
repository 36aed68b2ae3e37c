package io.skillmill.parsers.secrets;

import java.util.Collection;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a text, to be taken out of others in one pass, however many they are. A key of
 * several lines is known by each of them too, and by all of them made one; and each by any part of
 * it, as messages cut what they quote.
 */
final class KnownValues {

  /** No secret is shorter. */
  private static final int BEGINNING = 6;

  /** A shorter line of a key is as likely something else. */
  private static final int LINE_MIN = 16;

  private final NavigableSet<String> values = new TreeSet<>();
  private final Set<String> beginnings = new HashSet<>();
  private final KnownParts parts;
  private int longest;

  KnownValues(Collection<String> secrets) {
    for (String secret : secrets) {
      add(secret);
      if (secret.indexOf('\n') >= 0) {
        add(secret.strip());
        add(secret.strip().lines().map(String::strip).collect(Collectors.joining(" ")));
        secret
            .lines()
            .map(String::strip)
            .filter(line -> line.length() >= LINE_MIN)
            .forEach(this::add);
      }
    }
    parts = new KnownParts(secrets);
  }

  private void add(String value) {
    if (value.length() >= BEGINNING && values.add(value)) {
      beginnings.add(value.substring(0, BEGINNING));
      longest = Math.max(longest, value.length());
    }
  }

  /** A text with something else in the place of each; the same object where none is in it. */
  String replacedIn(String text, UnaryOperator<String> mask) {
    var replaced = new StringBuilder();
    int copied = 0;
    for (int at = 0; at + BEGINNING <= text.length(); at++) {
      if (beginnings.contains(text.substring(at, at + BEGINNING))) {
        String value = atStart(text.substring(at, Math.min(text.length(), at + longest)));
        if (value != null) {
          replaced.append(text, copied, at).append(mask.apply(value));
          copied = at + value.length();
          at = copied - 1;
        }
      }
    }
    String without = copied == 0 ? text : replaced.append(text, copied, text.length()).toString();
    return parts.replacedIn(without, mask);
  }

  /** The longest that a text begins with. */
  private @Nullable String atStart(String text) {
    String rest = text;
    String below = values.floor(rest);
    while (below != null && !rest.startsWith(below)) {
      rest = rest.substring(0, common(rest, below));
      below = values.floor(rest);
    }
    return below;
  }

  private static int common(String a, String b) {
    int at = 0;
    while (at < Math.min(a.length(), b.length()) && a.charAt(at) == b.charAt(at)) {
      at++;
    }
    return at;
  }
}
