package io.skillmill.parsers.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.skill.SkillSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the rules cost, on the skills in the folder of SKILLMILL_CORPUS. */
class SecurityCostTest {

  private static final int ROUNDS = 12;

  /** A bound against accidents, for machines that are slow and busy; the printed figure counts. */
  private static final double MICROSECONDS_MAX = 5_000;

  @Test
  void a_real_skill_is_scanned_in_a_fraction_of_a_millisecond() {
    List<SkillSource> sources =
        CorpusSkills.read(getClass()).stream()
            .map(source ->
                SkillSource.single("SKILL.md", source.primaryFile().bytes().orElseThrow()))
            .toList();
    if (sources.isEmpty()) {
      return;
    }
    long bytes = sources.stream().mapToLong(source -> source.primaryFile().size()).sum();
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.min(best, microseconds(sources));
    }
    System.out.printf(
        "security: %.0f us of one core for each of %d skills of %d bytes on average, warm%n",
        best, sources.size(), bytes / sources.size());
    assertThat(best).isLessThan(MICROSECONDS_MAX);
  }

  private static double microseconds(List<SkillSource> sources) {
    long before = System.nanoTime();
    int findings = 0;
    for (SkillSource source : sources) {
      findings += SecurityRules.builtIn().scan(source).size();
    }
    assertThat(findings).isPositive();
    return (System.nanoTime() - before) / 1e3 / sources.size();
  }
}
