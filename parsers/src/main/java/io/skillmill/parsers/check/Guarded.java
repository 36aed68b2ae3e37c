package io.skillmill.parsers.check;

import io.skillmill.parsers.rules.SecurityRule;
import io.skillmill.parsers.security.SecurityFinding;
import io.skillmill.parsers.security.SecurityRules;
import io.skillmill.parsers.verdict.Opinion;
import io.skillmill.parsers.verdict.Profile;
import io.skillmill.parsers.verdict.Rule;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A profile whose opinion also holds what the security rules find. Whether a skill loads is its own
 * matter: a dangerous skill loads all too well.
 */
record Guarded(Profile profile, SecurityRules security) implements Profile {

  private static final String OWASP = "OWASP Agentic Skills Top 10, ";

  private static final Rule LEFT_OUT =
      new Rule(
          SecurityRules.LEFT_OUT,
          Severity.INFO,
          "No more findings of one rule in one file than are listed",
          "mend those that are, and look again",
          "Skillmill's own (docs/reference/security-rules.md)");

  @Override
  public String name() {
    return profile.name();
  }

  @Override
  public String summary() {
    return profile.summary();
  }

  @Override
  public List<Rule> rules() {
    return Stream.concat(profile.rules().stream(), rules(security).stream()).toList();
  }

  @Override
  public boolean listensToTheSkill() {
    return profile.listensToTheSkill();
  }

  @Override
  public Opinion judge(Subject subject) {
    Opinion opinion = profile.judge(subject);
    List<SecurityFinding> findings = security.scan(subject.source());
    if (findings.isEmpty()) {
      return opinion;
    }
    var all = new ArrayList<Diagnostic>(opinion.diagnostics());
    findings.forEach(finding -> all.add(finding.toDiagnostic()));
    return new Opinion(all, opinion.name(), opinion.loads());
  }

  /** The rules of a pack as profiles tell theirs, each with the most it can matter. */
  static List<Rule> rules(SecurityRules security) {
    return Stream.concat(security.rules().stream().map(Guarded::rule), Stream.of(LEFT_OUT))
        .toList();
  }

  private static Rule rule(SecurityRule rule) {
    return new Rule(rule.id(), rule.most(), rule.title(), rule.remedy(), OWASP + rule.category());
  }
}
