package io.skillmill.parsers.check;

import io.skillmill.parsers.verdict.Finding;
import io.skillmill.parsers.verdict.Finding.Standing;
import io.skillmill.parsers.verdict.Verdict;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.json.Json.MalformedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Findings that are known already and so neither told nor counted. Paths in it are relative, so
 * that it can be kept with the skills. Thread-safe.
 */
public final class Baseline {

  /** The only form there is so far. */
  private static final int VERSION = 1;

  /**
   * One known finding.
   *
   * @param skill the SKILL.md it belongs to
   * @param profile the profile that found it
   * @param rule its rule
   * @param file the file in the skill
   * @param fingerprint what it is known by
   */
  record Key(String skill, String profile, String rule, String file, String fingerprint)
      implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
      return written().compareTo(other.written());
    }

    private String written() {
      return String.join("\0", skill, file, profile, rule, fingerprint);
    }
  }

  private final Map<Key, Integer> known;
  private final Map<Key, Integer> met = new ConcurrentHashMap<>();

  private Baseline(Map<Key, Integer> known) {
    this.known = Map.copyOf(known);
  }

  /** One that knows nothing. */
  public static Baseline empty() {
    return new Baseline(Map.of());
  }

  /** Reads what {@link #text} wrote. */
  public static Baseline read(byte[] file) throws MalformedException {
    var known = new HashMap<Key, Integer>();
    for (JsonNode entry : Json.read(file).path("findings")) {
      var key =
          new Key(
              entry.path("skill").asString(""),
              entry.path("profile").asString(""),
              entry.path("rule").asString(""),
              entry.path("file").asString(""),
              entry.path("fingerprint").asString(""));
      known.merge(key, Math.max(1, entry.path("count").asInt(1)), Integer::sum);
    }
    return new Baseline(known);
  }

  /** The same verdict with what is known marked so, and remembered as met. */
  Verdict applied(Verdict verdict, String skill) {
    if (known.isEmpty()) {
      met(verdict, skill);
      return verdict;
    }
    var findings = new ArrayList<Finding>(verdict.findings().size());
    for (Finding finding : verdict.findings()) {
      boolean counted = finding.told() && isKnown(key(finding, verdict, skill));
      findings.add(counted ? finding.as(Standing.KNOWN, "") : finding);
    }
    return new Verdict(verdict.profile(), findings, verdict.name(), verdict.loads());
  }

  private void met(Verdict verdict, String skill) {
    verdict.findings().stream()
        .filter(Finding::told)
        .forEach(finding -> met.merge(key(finding, verdict, skill), 1, Integer::sum));
  }

  private boolean isKnown(Key key) {
    return met.merge(key, 1, Integer::sum) <= known.getOrDefault(key, 0);
  }

  private static Key key(Finding finding, Verdict verdict, String skill) {
    var diagnostic = finding.diagnostic();
    return new Key(
        skill,
        verdict.profile(),
        diagnostic.rule(),
        diagnostic.place().file(),
        finding.fingerprint());
  }

  /**
   * How many of the known findings are gone.
   *
   * @param looked whether a skill was looked at, or is not there any more
   * @param profiles those that were asked
   */
  public int stale(Predicate<String> looked, Set<String> profiles) {
    return known.entrySet().stream()
        .filter(entry -> profiles.contains(entry.getKey().profile()))
        .filter(entry -> looked.test(entry.getKey().skill()))
        .mapToInt(entry -> Math.max(0, entry.getValue() - met.getOrDefault(entry.getKey(), 0)))
        .sum();
  }

  public int size() {
    return known.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * What was met in this run, with what is known of skills and profiles that were not looked at, as
   * the text of a file: one finding a line, sorted.
   */
  public String text(Predicate<String> looked, Set<String> profiles) {
    var all = new TreeMap<Key, Integer>(met);
    known.forEach((key, count) -> {
      if (!profiles.contains(key.profile()) || !looked.test(key.skill())) {
        all.put(key, count);
      }
    });
    List<String> lines = new ArrayList<>(all.size());
    all.forEach((key, count) -> lines.add("    " + Json.write(json(key, count))));
    return "{\n  \"version\": %d,\n  \"findings\": [%s]\n}\n"
        .formatted(VERSION, lines.isEmpty() ? "" : "\n" + String.join(",\n", lines) + "\n  ");
  }

  private static JsonNode json(Key key, int count) {
    return Json.object()
        .put("skill", key.skill())
        .put("file", key.file())
        .put("profile", key.profile())
        .put("rule", key.rule())
        .put("fingerprint", key.fingerprint())
        .put("count", count);
  }
}
