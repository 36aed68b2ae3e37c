package io.skillmill.parsers.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.parsers.rules.SecurityRule;
import io.skillmill.schema.skill.Severity;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Attacks written for these tests are found, and their harmless twins are not called so. */
class AttacksTest {

  /** What only a package of several files can show; {@link PackageFilesTest} does. */
  private static final Set<String> ABOUT_FILES =
      Set.of(
          "security-program-file",
          "security-archive-file",
          "security-symbolic-link",
          "security-lookalike-file");

  /** What is told wherever it is, and so needs no sample of its own. */
  private static final Set<String> MENTIONS =
      Set.of("security-exfiltration-endpoint", "security-sudo");

  @Test
  void every_attack_is_found_as_severe_as_it_is() {
    List<Sample> attacks = Sample.attacks();
    assertThat(attacks).hasSizeGreaterThan(80);
    assertThat(attacks)
        .allSatisfy(attack ->
            assertThat(SecurityRulesTest.scan(attack.skill()))
                .as("%s in %s", attack.rule(), attack.skill())
                .anySatisfy(finding -> {
                  assertThat(finding.rule()).isEqualTo(attack.rule());
                  assertThat(finding.severity().word()).isEqualTo(attack.severity());
                }));
  }

  @Test
  void no_twin_that_means_no_harm_is_called_an_attack() {
    List<Sample> twins = Sample.twins();
    assertThat(twins).hasSizeGreaterThan(Sample.attacks().size());
    assertThat(twins)
        .allSatisfy(twin ->
            assertThat(SecurityRulesTest.scan(twin.skill()))
                .as("the twin of %s: %s", twin.rule(), twin.skill())
                .noneMatch(finding -> finding.severity() == Severity.ERROR));
  }

  @Test
  void every_rule_about_texts_has_an_attack() {
    Set<String> rules =
        SecurityRules.builtIn().rules().stream()
            .map(SecurityRule::id)
            .collect(Collectors.toCollection(TreeSet::new));
    rules.removeAll(ABOUT_FILES);
    rules.removeAll(MENTIONS);
    Sample.attacks().forEach(attack -> rules.remove(attack.rule()));
    assertThat(rules).as("rules without an attack in attacks.json").isEmpty();
  }
}
