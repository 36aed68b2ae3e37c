package io.skillmill.parsers.decompose;

import java.util.Set;

/** Finds the verb of an instruction, and the conditions that it is put under. */
final class Clauses {

  /** Words that open a clause of place, time or means, which a comma ends. */
  private static final Set<String> LEADING =
      Set.of(
          "after",
          "before",
          "once",
          "from",
          "using",
          "with",
          "based",
          "during",
          "at",
          "in",
          "on",
          "following",
          "upon");

  /** What follows an "if" that changes nothing. */
  private static final Set<String> EMPTY =
      Set.of(
          "needed",
          "necessary",
          "possible",
          "applicable",
          "available",
          "appropriate",
          "relevant",
          "desired",
          "required",
          "any",
          "present",
          "useful",
          "helpful",
          "you",
          "so",
          "not");

  private Clauses() {}

  /** The words from the verb on, as far as words can tell. */
  static Words afterOpeners(Words words) {
    int index = 0;
    while (index < words.inOrder().size() && Cues.OPENERS.contains(words.inOrder().get(index))) {
      index++;
    }
    return index == words.inOrder().size() ? words : words.from(index);
  }

  /** The same behind a clause such as "before you start". */
  static Words afterOpening(Words words) {
    Words rest = afterOpeners(words);
    if (LEADING.contains(rest.first())) {
      for (int i = 1; i < rest.inOrder().size(); i++) {
        if (Cues.ACTIONS.kind(rest.inOrder().get(i)).isPresent()
            || Cues.JUDGEMENTS.contains(rest.inOrder().get(i))) {
          return rest.from(i);
        }
      }
    }
    return rest;
  }

  /** The text behind such a clause; the whole where there is none. */
  static String behindLeading(String text, Words words) {
    int comma = text.indexOf(", ");
    return LEADING.contains(Clauses.afterOpeners(words).first()) && comma > 0
        ? text.substring(comma + 2)
        : text;
  }

  /** Whether an "if", "unless" or "when" further on decides whether to do it. */
  static boolean conditional(Words words) {
    for (int i = 1; i + 1 < words.inOrder().size(); i++) {
      String word = words.inOrder().get(i);
      String next = words.inOrder().get(i + 1);
      if (word.equals("unless")
          || ((word.equals("if") || word.equals("when")) && !EMPTY.contains(next))
          || (word.equals("only") && (next.equals("if") || next.equals("when")))) {
        return true;
      }
    }
    return false;
  }
}
