package io.skillmill.cli.finding;

import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody looks for. All that is asked for must hold; of several tags one is enough, and of
 * the words of a sentence, too: those with more of them come first.
 *
 * <pre>{@code
 * var hits = SkillQuestion.of("What time is it in Tokyo?", "", "", "").ranked(all, Skill::sayings);
 * }</pre>
 */
public final class SkillQuestion {

  /** Shorter words are in every sentence. */
  private static final int WORD_LEAST = 3;

  /** And so are these. */
  private static final Set<String> FILLERS =
      Set.of(
          "about", "and", "any", "are", "can", "could", "did", "does", "for", "from", "get", "had",
          "has", "have", "how", "into", "its", "let", "may", "not", "our", "please", "shall",
          "should", "some", "that", "the", "their", "them", "then", "there", "these", "this",
          "those", "use", "was", "were", "what", "when", "where", "which", "who", "why", "will",
          "with", "would", "you", "your");

  private final String text;
  private final String category;
  private final String complexity;
  private final Set<String> tags;
  private final Set<String> words;

  private record Hit<T>(T skill, int score) {}

  /**
   * A skill that fits.
   *
   * @param share how much of the question it has too, from 0 to 1
   * @param words those that both have
   */
  public record Match<T>(T skill, double share, List<String> words) {
    public Match {
      words = List.copyOf(words);
    }
  }

  private SkillQuestion(String text, String category, String complexity, Set<String> tags) {
    this.text = text;
    this.category = category;
    this.complexity = complexity;
    this.tags = tags;
    this.words = words(Stream.of(text));
  }

  /**
   * A question. What is empty is not asked for.
   *
   * @param tags with commas between them
   */
  public static SkillQuestion of(String text, String category, String complexity, String tags) {
    var each = new TreeSet<String>();
    for (String tag : tags.split(",", -1)) {
      if (!tag.isBlank()) {
        each.add(low(tag.strip()));
      }
    }
    return new SkillQuestion(text.strip(), category.strip(), complexity.strip(), each);
  }

  /** Whether nothing is asked for, so that every skill is an answer. */
  public boolean isEmpty() {
    return text.isEmpty() && category.isEmpty() && complexity.isEmpty() && tags.isEmpty();
  }

  /** The question as it was understood. */
  public ObjectNode tree() {
    return Json.object()
        .put("text", text)
        .put("category", category)
        .put("complexity", complexity)
        .put("tags", String.join(",", tags));
  }

  /** Those that fit, the best first, else in the order in which they came. */
  public <T> List<T> ranked(List<T> skills, Function<T, Sayings> sayings) {
    var hits = new ArrayList<Hit<T>>();
    for (T skill : skills) {
      Sayings said = sayings.apply(skill);
      int score = fits(said) ? score(said) : 0;
      if (score > 0) {
        hits.add(new Hit<>(skill, score));
      }
    }
    hits.sort(Comparator.comparingInt((Hit<T> hit) -> hit.score()).reversed());
    return hits.stream().map(Hit::skill).toList();
  }

  /** The same with how well they fit; none where no word says what is looked for. */
  public <T> List<Match<T>> matches(List<T> skills, Function<T, Sayings> sayings) {
    if (words.isEmpty()) {
      return List.of();
    }
    return ranked(skills, sayings).stream().map(skill -> match(skill, sayings)).toList();
  }

  private <T> Match<T> match(T skill, Function<T, Sayings> sayings) {
    Sayings said = sayings.apply(skill);
    var shared = new TreeSet<>(words);
    shared.retainAll(words(said.texts().stream()));
    int most = words.size();
    double share = Math.min(most, score(said)) / (double) most;
    return new Match<>(skill, share, List.copyOf(shared));
  }

  private boolean fits(Sayings said) {
    return (category.isEmpty() || category.equalsIgnoreCase(said.category()))
        && (complexity.isEmpty() || complexity.equalsIgnoreCase(said.complexity()))
        && (tags.isEmpty()
            || said.tags().stream().map(SkillQuestion::low).anyMatch(tags::contains));
  }

  /** How many words of the question the skill has too; the whole question in it counts most. */
  private int score(Sayings said) {
    String whole = low(text);
    if (said.texts().stream().anyMatch(one -> low(one).contains(whole))) {
      return Integer.MAX_VALUE;
    }
    Set<String> theirs = words(said.texts().stream());
    return (int) words.stream().filter(theirs::contains).count();
  }

  private static Set<String> words(Stream<String> texts) {
    return texts
        .flatMap(one -> parts(one).stream())
        .filter(word -> word.length() >= WORD_LEAST && !FILLERS.contains(word))
        .map(SkillQuestion::single)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** So that pages are found where a page is asked for. */
  private static String single(String word) {
    return word.length() > WORD_LEAST && word.endsWith("s")
        ? word.substring(0, word.length() - 1)
        : word;
  }

  /** Lower-case words between anything that is no letter and no digit. */
  private static List<String> parts(String text) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    for (char c : (low(text) + ' ').toCharArray()) {
      if (Character.isLetterOrDigit(c)) {
        part.append(c);
      } else if (!part.isEmpty()) {
        parts.add(part.toString());
        part.setLength(0);
      }
    }
    return parts;
  }

  private static String low(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
