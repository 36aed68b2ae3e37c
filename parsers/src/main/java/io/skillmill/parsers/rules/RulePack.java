package io.skillmill.parsers.rules;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules, the sets of words that their patterns name, and the cues that tell an explanation from an
 * instruction. Packs can be laid over one another. Immutable.
 *
 * @param rules in the order of the pack
 * @param words sets of words by name
 * @param cues sets of words by what they hint at: {@code explains}, {@code denies}, {@code topic}
 */
public record RulePack(
    List<SecurityRule> rules, Map<String, List<String>> words, Map<String, List<String>> cues) {

  private static final String BUILT_IN = "security-rules.json";

  /** The pack that comes with the program. */
  public static RulePack builtIn() {
    var problems = new ArrayList<Diagnostic>();
    return read(BUILT_IN, resource(), problems)
        .filter(_ -> problems.isEmpty())
        .orElseThrow(() -> new IllegalStateException("The built-in rules are broken: " + problems));
  }

  /**
   * Reads a pack.
   *
   * @param file what the problems call it
   * @return nothing where it is unusable, which the problems then say
   */
  public static Optional<RulePack> read(String file, byte[] utf8, List<Diagnostic> problems) {
    try {
      return new PackReader(file, problems).read(Json.read(utf8));
    } catch (Json.MalformedException e) {
      problems.add(
          Diagnostic.error(
              "rules-malformed",
              "The rule pack is not JSON: %s; mend it at this place".formatted(e.getMessage()),
              Place.of(file, e.line(), e.column())));
      return Optional.empty();
    }
  }

  /** This pack with another laid over it: a rule of the same id takes the place of ours. */
  public RulePack with(RulePack other) {
    Map<String, SecurityRule> byId = new LinkedHashMap<>();
    rules.forEach(rule -> byId.put(rule.id(), rule));
    other.rules.forEach(rule -> byId.put(rule.id(), rule));
    return new RulePack(
        List.copyOf(byId.values()), joined(words, other.words), joined(cues, other.cues));
  }

  private static Map<String, List<String>> joined(
      Map<String, List<String>> ours, Map<String, List<String>> theirs) {
    Map<String, List<String>> all = new LinkedHashMap<>(ours);
    theirs.forEach((name, more) ->
        all.merge(
            name,
            more,
            (one, two) -> {
              var both = new ArrayList<>(one);
              both.addAll(two);
              return List.copyOf(both);
            }));
    return all;
  }

  private static byte[] resource() {
    try (InputStream in = RulePack.class.getResourceAsStream(BUILT_IN)) {
      if (in == null) {
        throw new IllegalStateException("The program lacks its resource " + BUILT_IN);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
