package io.skillmill.parsers.check;

import io.skillmill.parsers.verdict.Finding;
import io.skillmill.parsers.verdict.Finding.Standing;
import io.skillmill.parsers.verdict.Verdict;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Findings that are known already and so neither told nor counted. Paths in it are relative, so
 * that it can be kept with the skills. Thread-safe.
 */
public final class Baseline {

  /** What became of reading a file. */
  public sealed interface Reading {

    record Known(Baseline baseline) implements Reading {}

    /**
     * It is no baseline.
     *
     * @param why as a clause
     */
    record Refused(String why) implements Reading {}
  }

  /** Whether a run would have found something again if it were still there. */
  @FunctionalInterface
  public interface Asked {

    /**
     * Whether the rule was asked under the profile, and the skill was looked at or is not there any
     * more.
     */
    boolean of(String skill, String profile, String rule);
  }

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

  Baseline(Map<Key, Integer> known) {
    this.known = Map.copyOf(known);
  }

  /** One that knows nothing. */
  public static Baseline empty() {
    return new Baseline(Map.of());
  }

  /** Reads what {@link #text} wrote. */
  public static Reading read(byte[] file) {
    return BaselineText.read(file);
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

  /** How many of the known findings are gone, as far as they were asked for. */
  public int stale(Asked asked) {
    return known.entrySet().stream()
        .filter(entry -> isAsked(entry.getKey(), asked))
        .mapToInt(entry -> Math.max(0, entry.getValue() - met.getOrDefault(entry.getKey(), 0)))
        .sum();
  }

  public int size() {
    return known.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * What was met in this run, with what is known and was not asked for, as the text of a file: one
   * finding a line, sorted.
   */
  public String text(Asked asked) {
    var all = new TreeMap<Key, Integer>(met);
    known.forEach((key, count) -> {
      if (!isAsked(key, asked)) {
        all.put(key, count);
      }
    });
    return BaselineText.of(all);
  }

  private static boolean isAsked(Key key, Asked asked) {
    return asked.of(key.skill(), key.profile(), key.rule());
  }
}
