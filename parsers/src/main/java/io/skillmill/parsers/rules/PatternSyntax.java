package io.skillmill.parsers.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads patterns such as {@code <ignore> ~20 (previous|prior) instruction*}. The parts, between
 * blanks, are {@code <a set of words>}, {@code (alternatives|in place)}, a single word, or {@code
 * ~20}: up to twenty characters of anything. Parts without it between them are neighbours.
 */
final class PatternSyntax {

  private static final int GAP_MAX = 2_000;

  private final String pattern;
  private final Map<String, List<String>> sets;

  PatternSyntax(String pattern, Map<String, List<String>> sets) {
    this.pattern = pattern;
    this.sets = sets;
  }

  List<Step> steps() {
    var steps = new ArrayList<Step>();
    int gap = Step.NEIGHBOURS;
    int at = 0;
    while (at < pattern.length()) {
      int end = end(at);
      String part = pattern.substring(at, end);
      if (part.startsWith("~") && part.length() > 1) {
        gap = gap(part);
      } else if (!part.isBlank()) {
        steps.add(new Step(words(part), gap));
        gap = Step.NEIGHBOURS;
      }
      at = end + 1;
    }
    if (steps.isEmpty()) {
      throw wrong("it is empty; say what to find");
    }
    return steps;
  }

  /** Where the part ends: at the next blank that is not between brackets. */
  private int end(int start) {
    char closer = pattern.charAt(start) == '(' ? ')' : ' ';
    int end = pattern.indexOf(closer, start);
    return end < 0 ? pattern.length() : closer == ')' ? end + 1 : end;
  }

  private List<String> words(String part) {
    if (part.startsWith("(") && part.endsWith(")")) {
      return List.of(part.substring(1, part.length() - 1).split("\\|", -1));
    }
    if (part.startsWith("<") && part.endsWith(">")) {
      List<String> set = sets.get(part.substring(1, part.length() - 1));
      if (set == null) {
        throw wrong("there is no set %s; add it to words".formatted(part));
      }
      return set;
    }
    return List.of(part);
  }

  private int gap(String part) {
    String digits = part.substring(1);
    if (digits.length() > 4 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw wrong("%s is no distance; write ~ and a number".formatted(part));
    }
    int gap = Integer.parseInt(digits);
    if (gap > GAP_MAX) {
      throw wrong("%s is too far; at most ~%d".formatted(part, GAP_MAX));
    }
    return gap;
  }

  private IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException("The pattern %s is wrong: %s".formatted(pattern, why));
  }
}
