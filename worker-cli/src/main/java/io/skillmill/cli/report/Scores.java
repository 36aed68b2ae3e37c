package io.skillmill.cli.report;

import io.skillmill.parsers.verdict.Finding;
import io.skillmill.parsers.verdict.Finding.Standing;
import io.skillmill.parsers.verdict.Verdict;
import io.skillmill.schema.skill.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How many skills and findings there were, for each profile. Not thread-safe. */
public final class Scores {

  /** The numbers of one profile. */
  static final class Score {
    int skills;
    int valid;
    int errors;
    int warnings;
    int notes;
    int ignored;
    int known;

    void add(Verdict verdict) {
      skills++;
      valid += verdict.valid() ? 1 : 0;
      verdict.findings().forEach(this::add);
    }

    private void add(Finding finding) {
      switch (finding.standing()) {
        case IGNORED -> ignored++;
        case KNOWN -> known++;
        case TOLD -> {
          switch (finding.diagnostic().severity()) {
            case ERROR -> errors++;
            case WARNING -> warnings++;
            case INFO -> notes++;
          }
        }
      }
    }

    /** {@code 3 skills: 2 valid, 1 with errors, 4 warnings}. */
    String line() {
      var line = new StringBuilder();
      line.append(
          "%s: %d valid, %d with errors".formatted(many(skills, "skill"), valid, skills - valid));
      line.append(", ").append(many(warnings, "warning"));
      line.append(notes == 0 ? "" : ", " + many(notes, "note"));
      line.append(ignored == 0 ? "" : ", %d ignored".formatted(ignored));
      line.append(known == 0 ? "" : ", %d known".formatted(known));
      return line.toString();
    }

    private static String many(int count, String word) {
      return "%d %s%s".formatted(count, word, count == 1 ? "" : "s");
    }
  }

  private final Map<String, Score> scores = new LinkedHashMap<>();

  public Scores(List<String> profiles) {
    profiles.forEach(profile -> scores.put(profile, new Score()));
  }

  public void add(Checked checked) {
    checked
        .verdicts()
        .forEach(
            verdict -> scores.computeIfAbsent(verdict.profile(), _ -> new Score()).add(verdict));
  }

  /** Whether something is told that matters this much. */
  public boolean anyAtLeast(Severity severity) {
    return scores.values().stream()
        .anyMatch(score ->
            switch (severity) {
              case ERROR -> score.errors > 0;
              case WARNING -> score.errors + score.warnings > 0;
              case INFO -> score.errors + score.warnings + score.notes > 0;
            });
  }

  /** How many findings are told. */
  public int told() {
    return scores.values().stream().mapToInt(s -> s.errors + s.warnings + s.notes).sum();
  }

  /** One line for people, or one for each profile where there are several. */
  public List<String> lines() {
    if (scores.size() == 1) {
      return List.of(scores.values().iterator().next().line());
    }
    return scores.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue().line())
        .collect(Collectors.toList());
  }

  static boolean counts(Finding finding, Severity least) {
    return finding.standing() == Standing.TOLD
        && finding.diagnostic().severity().compareTo(least) <= 0;
  }
}
