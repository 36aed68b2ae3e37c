package io.skillmill.parsers.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.skill.Severity;
import io.skillmill.schema.skill.SkillSource;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How often each rule finds something in real skills, from the folder of SKILLMILL_CORPUS. */
class CorpusRulesTest {

  /**
   * The files, by the beginning of the hash of their SKILL.md, that were written as attacks: the
   * test files of other people's scanners. Read one by one, as was every finding in them.
   */
  private static final Set<String> ATTACKS =
      Set.of(
          "1fbe958fece8",
          "4122cc4caf9b",
          "5b4d9fe92f03",
          "7dbac68c3ac4",
          "93852e4a0192",
          "e247410844ba");

  /** How often a rule found something. */
  private record Count(Map<Severity, Integer> places, Set<String> files) {
    Count() {
      this(new EnumMap<>(Severity.class), new HashSet<>());
    }

    int of(Severity severity) {
      return places.getOrDefault(severity, 0);
    }
  }

  @Test
  void no_error_is_found_in_a_harmless_skill() {
    List<SkillSource> sources = CorpusSkills.read(getClass());
    if (sources.isEmpty()) {
      return;
    }
    Map<String, Count> counts = new TreeMap<>();
    Set<String> accused = new HashSet<>();
    for (SkillSource source : sources) {
      List<SecurityFinding> findings = SecurityRules.builtIn().scan(source);
      String hash = source.primaryFile().sha256();
      findings.forEach(finding -> {
        Count count = counts.computeIfAbsent(finding.rule(), _ -> new Count());
        count.places().merge(finding.severity(), 1, Integer::sum);
        count.files().add(hash);
      });
      if (findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
        accused.add(hash.substring(0, 12));
      }
    }
    print(sources.size(), counts);
    assertThat(accused).as("files with an error").isSubsetOf(ATTACKS);
  }

  private static void print(int files, Map<String, Count> counts) {
    System.out.printf("| rule | error | warning | info | files of %d |%n", files);
    System.out.println("|---|---:|---:|---:|---:|");
    counts.forEach((rule, count) -> {
      System.out.printf(
          "| `%s` | %d | %d | %d | %d |%n",
          rule,
          count.of(Severity.ERROR),
          count.of(Severity.WARNING),
          count.of(Severity.INFO),
          count.files().size());
    });
  }
}
