package io.skillmill.parsers.rules;

import io.skillmill.parsers.phrases.FoldedText;
import io.skillmill.parsers.phrases.Phrase;
import io.skillmill.parsers.phrases.Phrases;
import io.skillmill.parsers.rules.SecurityRule.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pack made ready: all its words go into one search, and each word that is found moves the
 * patterns that wait for it one step on. Nothing is ever gone over twice, so the time is linear
 * whatever the text. Immutable and thread-safe.
 */
public final class Matcher {

  /** A part of a pattern, numbered through the whole pack. */
  record Part(int rule, Scope scope, int gap, boolean first, boolean last) {}

  /** The number of the first cue; cues are numbered like parts, after them. */
  private final List<Part> parts = new ArrayList<>();

  private final List<String> cues;
  private final Map<Phrase, List<Integer>> uses = new LinkedHashMap<>();
  private final Phrases phrases;
  private final Part[] ready;
  private final int[][] usesOf;

  /**
   * Makes a pack ready.
   *
   * @throws IllegalArgumentException where a pattern is wrong; the message says which and why
   */
  public Matcher(RulePack pack) {
    for (int rule = 0; rule < pack.rules().size(); rule++) {
      for (String pattern : pack.rules().get(rule).patterns()) {
        add(rule, pack.rules().get(rule).scope(), new PatternSyntax(pattern, pack.words()).steps());
      }
    }
    cues = List.copyOf(pack.cues().keySet());
    for (int cue = 0; cue < cues.size(); cue++) {
      int use = parts.size() + cue;
      pack.cues().getOrDefault(cues.get(cue), List.of()).forEach(word -> use(word, use));
    }
    ready = parts.toArray(Part[]::new);
    phrases = new Phrases(List.copyOf(uses.keySet()));
    usesOf =
        uses.values().stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
  }

  /** Finds everything in a text. */
  public Matches match(FoldedText text) {
    var chains = new Chains(ready, usesOf, cues.size());
    phrases.scan(text, chains);
    return new Matches(text, chains.found(), cues, chains.cues());
  }

  /** The last part first, so that one word never counts as two neighbours. */
  private void add(int rule, Scope scope, List<Step> steps) {
    int base = parts.size();
    for (int i = 0; i < steps.size(); i++) {
      parts.add(new Part(rule, scope, steps.get(i).gap(), i == 0, i == steps.size() - 1));
    }
    for (int i = steps.size() - 1; i >= 0; i--) {
      for (String word : steps.get(i).words()) {
        use(word, base + i);
      }
    }
  }

  private void use(String word, int number) {
    List<Integer> numbers = uses.computeIfAbsent(phrase(word), _ -> new ArrayList<>());
    if (!numbers.contains(number)) {
      numbers.add(number);
    }
  }

  /** A star at an end lets the word go on there; a backslash before it makes it a star. */
  private static Phrase phrase(String word) {
    boolean openStart = word.length() > 1 && word.startsWith("*");
    boolean star = word.endsWith("\\*");
    boolean openEnd = word.length() > 1 && word.endsWith("*") && !star;
    String text = word.substring(openStart ? 1 : 0, word.length() - (openEnd ? 1 : 0));
    return new Phrase(star ? text.replace("\\*", "*") : text, !openStart, !openEnd);
  }
}
