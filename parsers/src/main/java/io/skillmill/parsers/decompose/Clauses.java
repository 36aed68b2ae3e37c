package io.skillmill.parsers.decompose;

/** Finds the verb of an instruction, and the conditions that it is put under. */
final class Clauses {

  /** Words that open a clause of place, time or means, which a comma ends. */
  private static final WordSet LEADING =
      WordSet.of(
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
  private static final WordSet EMPTY =
      WordSet.of(
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

  private static final WordSet CASE = WordSet.of("if", "when");

  private Clauses() {}

  /** The words from the verb on, as far as words can tell. */
  static Words afterOpeners(Words words) {
    int index = 0;
    while (Cues.OPENERS.contains(words, index)) {
      index++;
    }
    return index == words.size() ? words : words.from(index);
  }

  /** The same behind a clause such as "before you start". */
  static Words afterOpening(Words words) {
    Words rest = afterOpeners(words);
    if (LEADING.hasFirst(rest)) {
      for (int i = 1; i < rest.size(); i++) {
        if (Cues.ACTIONS.contains(rest, i) || Cues.JUDGEMENTS.contains(rest, i)) {
          return rest.from(i);
        }
      }
    }
    return rest;
  }

  /** The text behind such a clause; the whole where there is none. */
  static String behindLeading(String text, Words words) {
    int comma = text.indexOf(", ");
    return comma > 0 && LEADING.hasFirst(afterOpeners(words)) ? text.substring(comma + 2) : text;
  }

  /** Whether an "if", "unless" or "when" further on decides whether to do it. */
  static boolean conditional(Words words) {
    for (int i = 1; i + 1 < words.size(); i++) {
      if (words.is(i, "unless")
          || (CASE.contains(words, i) && !EMPTY.contains(words, i + 1))
          || (words.is(i, "only") && CASE.contains(words, i + 1))) {
        return true;
      }
    }
    return false;
  }
}
