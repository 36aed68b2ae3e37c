package io.skillmill.parsers.security;

import io.skillmill.parsers.detect.View;
import java.util.List;
import java.util.Locale;

/** Tells whether the words before a command between backticks ask for it to be run. */
final class Urging {

  /** How far before the command they may begin. */
  private static final int BEFORE = 60;

  private static final List<String> VERBS =
      List.of("run", "execute", "type", "paste", "enter", "issue", "invoke", "start", "use");

  /** What may stand before the verb, beside nothing. */
  private static final List<String> LEADS =
      List.of(
          "first", "then", "and", "now", "please", "must", "should", "always", "next", "finally",
          "also", "just");

  private Urging() {}

  /** Whether the line says to run what begins at an offset. */
  static boolean before(View view, int start) {
    int lineStart = view.contexts().start(view.contexts().line(start));
    String said = view.text().substring(Math.max(lineStart, start - BEFORE), start);
    String words = bare(said.toLowerCase(Locale.ROOT));
    for (String tail : List.of(" this", " the command", " command", " the following")) {
      words =
          words.endsWith(tail) ? bare(words.substring(0, words.length() - tail.length())) : words;
    }
    return VERBS.stream().anyMatch(new Ending(words)::is);
  }

  /** Without the blanks and colons at its end. */
  private static String bare(String words) {
    int end = words.length();
    while (end > 0 && " :\t`".indexOf(words.charAt(end - 1)) >= 0) {
      end--;
    }
    return words.substring(0, end);
  }

  /** Some words that may end in a verb in the imperative. */
  private record Ending(String words) {

    boolean is(String verb) {
      if (!words.endsWith(verb)) {
        return false;
      }
      String lead = words.substring(0, words.length() - verb.length()).stripTrailing();
      boolean ownWord = lead.length() < words.length() - verb.length() || lead.isEmpty();
      return ownWord && (begins(lead) || LEADS.stream().anyMatch(word -> endsIn(lead, word)));
    }

    /** Whether a sentence or an item begins after it. */
    private static boolean begins(String lead) {
      return lead.isEmpty() || ".!:;,-*+>)]#".indexOf(lead.charAt(lead.length() - 1)) >= 0;
    }

    private static boolean endsIn(String lead, String word) {
      int before = lead.length() - word.length() - 1;
      return lead.endsWith(word) && (before < 0 || !Character.isLetter(lead.charAt(before)));
    }
  }
}
