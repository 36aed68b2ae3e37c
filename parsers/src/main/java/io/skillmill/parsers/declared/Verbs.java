package io.skillmill.parsers.declared;

import io.skillmill.parsers.decompose.Decomposer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells by the first word of a tool's name or description what the tool does. */
final class Verbs {

  /** A word that is longer is no verb. */
  private static final int LETTERS_MAX = 20;

  /** Verbs that begin the names of tools and mean something else in a running text. */
  private static final Map<String, String> OF_NAMES =
      Map.ofEntries(
          Map.entry("check", "compute"),
          Map.entry("verify", "compute"),
          Map.entry("validate", "compute"),
          Map.entry("lookup", "io_read"),
          Map.entry("exec", "external_call"),
          Map.entry("put", "io_write"),
          Map.entry("patch", "state_change"),
          Map.entry("post", "external_call"),
          Map.entry("cancel", "state_change"),
          Map.entry("book", "state_change"),
          Map.entry("is", "io_read"),
          Map.entry("has", "io_read"));

  private Verbs() {}

  /** The type of the first word, as it is or without the ending of the third person. */
  static Optional<String> type(String text) {
    String verb = first(text);
    Optional<String> type = typeOf(verb);
    for (int cut = 1; type.isEmpty() && cut <= 2 && verb.endsWith("s"); cut++) {
      type = typeOf(verb.substring(0, Math.max(0, verb.length() - cut)));
    }
    return type;
  }

  /** Whether a sentence says what a tool does: with any verb, or with that of the tool's name. */
  static boolean tellsOf(String tool, String sentence) {
    String verb = first(tool);
    return type(sentence).isPresent() || (!verb.isEmpty() && first(sentence).startsWith(verb));
  }

  private static Optional<String> typeOf(String verb) {
    return Optional.ofNullable(OF_NAMES.get(verb)).or(() -> Decomposer.actionType(verb));
  }

  /** The letters at the beginning, up to where a capital begins the next word of a name. */
  private static String first(String text) {
    int start = 0;
    while (start < text.length() && !Character.isLetter(text.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < text.length()
        && Character.isLetter(text.charAt(end))
        && end - start < LETTERS_MAX
        && !humps(text, end)) {
      end++;
    }
    return text.substring(start, end).toLowerCase(Locale.ROOT);
  }

  private static boolean humps(String text, int at) {
    return at > 0
        && Character.isUpperCase(text.charAt(at))
        && Character.isLowerCase(text.charAt(at - 1));
  }
}
