package io.skillmill.parsers.check;

import io.skillmill.parsers.Limits;
import io.skillmill.parsers.security.SecurityRules;
import io.skillmill.parsers.verdict.Finding;
import io.skillmill.parsers.verdict.Opinion;
import io.skillmill.parsers.verdict.Profile;
import io.skillmill.parsers.verdict.Rule;
import io.skillmill.parsers.verdict.Subject;
import io.skillmill.parsers.verdict.Verdict;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.SkillSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks skills under some profiles.
 *
 * <pre>{@code
 * var check = SkillCheck.of(SkillCheck.Plan.usual());
 * for (Verdict verdict : check.check(source, "skills/pdf")) {
 *   report(verdict.valid(), verdict.diagnostics());
 * }
 * }</pre>
 *
 * <p>A skill is read once, whatever the number of profiles. Thread-safe.
 */
public final class SkillCheck {

  /**
   * What is asked.
   *
   * @param profiles whose opinions
   * @param security the security rules that are asked too, with the specification
   * @param listening whether comments in the skill may pass over findings
   * @param baseline what is known already
   */
  public record Plan(
      List<Profile> profiles,
      Optional<SecurityRules> security,
      boolean listening,
      Baseline baseline) {

    public Plan {
      profiles = List.copyOf(profiles);
    }

    /** The profiles as they are asked, with the security rules where these belong. */
    private List<Profile> asked() {
      return profiles.stream().map(this::guarded).toList();
    }

    private Profile guarded(Profile profile) {
      return profile.name().equals(Profiles.USUAL) && security.isPresent()
          ? new Guarded(profile, security.get())
          : profile;
    }

    /** The specification and the security rules, and nothing known. */
    public static Plan usual() {
      return new Plan(
          List.of(Profiles.named(Profiles.USUAL).orElseThrow()),
          Optional.of(SecurityRules.builtIn()),
          true,
          Baseline.empty());
    }
  }

  /** How the ids of security rules begin, those that are not asked too. */
  private static final String SECURITY = "security-";

  private final Plan plan;
  private final List<Profile> profiles;
  private final Set<String> known;
  private final Map<String, Set<String>> asked;

  private SkillCheck(Plan plan) {
    this.plan = plan;
    this.profiles = plan.asked();
    this.known =
        Stream.of(rules(Profiles.all()), rules(profiles))
            .flatMap(List::stream)
            .map(Rule::id)
            .collect(Collectors.toUnmodifiableSet());
    this.asked = askedRules();
  }

  public static SkillCheck of(Plan plan) {
    return new SkillCheck(plan);
  }

  /** The profiles that are asked, in their order; their rules are all that verdicts may name. */
  public List<Profile> profiles() {
    return profiles;
  }

  /** Whether a rule is asked under a profile, so that what it found before would be found again. */
  public boolean asks(String profile, String rule) {
    return asked.getOrDefault(profile, Set.of()).contains(rule);
  }

  private Map<String, Set<String>> askedRules() {
    return profiles.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Profile::name,
                profile ->
                    rules(List.of(profile)).stream()
                        .filter(rule -> plan.listening() || !Ignores.ALL.contains(rule))
                        .map(Rule::id)
                        .collect(Collectors.toUnmodifiableSet())));
  }

  /** Every rule that the verdicts of these profiles may name, each once. */
  public static List<Rule> rules(List<Profile> profiles) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    for (Profile profile : profiles) {
      profile.rules().forEach(rule -> rules.putIfAbsent(rule.id(), rule));
    }
    Absence.ALL.forEach(rule -> rules.putIfAbsent(rule.id(), rule));
    Ignores.ALL.forEach(rule -> rules.putIfAbsent(rule.id(), rule));
    return List.copyOf(rules.values());
  }

  /**
   * One verdict for each profile, in their order.
   *
   * @param directory where the skill lies, relative and with forward slashes; empty for here. It
   *     tells the findings of one skill from those of another.
   */
  public List<Verdict> check(SkillSource source, String directory) {
    var subject = new Subject(source, Limits.DEFAULT);
    var prints = new Fingerprints(subject, directory);
    var ignores = Ignores.of(subject);
    String skill = directory.isEmpty() ? source.primary() : directory + "/" + source.primary();
    var reading = new Reading(subject, prints, ignores, new Discretion(subject));
    return profiles.stream()
        .map(profile -> verdict(profile, reading))
        .map(verdict -> plan.baseline().applied(verdict, skill))
        .toList();
  }

  /**
   * The verdicts where there is no skill to judge.
   *
   * @param directory where it would lie, as for {@link #check}
   * @param why what is the matter with it; nothing where it is not there at all
   */
  public List<Verdict> absent(String directory, Optional<String> why) {
    Diagnostic finding = Absence.finding(why);
    String file = finding.place().file();
    String print = Fingerprints.of(finding.rule(), directory, file, "");
    String skill = directory.isEmpty() ? file : directory + "/" + file;
    var findings = List.of(new Finding(finding, print, 1, Finding.Standing.TOLD, ""));
    return plan.profiles().stream()
        .map(profile -> new Verdict(profile.name(), findings, Optional.empty(), false))
        .map(verdict -> plan.baseline().applied(verdict, skill))
        .toList();
  }

  /** What the profiles share of one skill. */
  private record Reading(
      Subject subject, Fingerprints prints, Ignores ignores, Discretion discretion) {}

  private Verdict verdict(Profile profile, Reading reading) {
    Opinion opinion = reading.discretion().applied(profile.judge(reading.subject()));
    Fingerprints prints = reading.prints();
    Ignores ignores = reading.ignores();
    if (!profile.listensToTheSkill()) {
      return new Verdict(
          profile.name(), prints.of(opinion.diagnostics()), opinion.name(), opinion.loads());
    }
    var diagnostics = new ArrayList<>(new LinkedHashSet<>(opinion.diagnostics()));
    if (plan.listening()) {
      Set<String> asked = profile.rules().stream().map(Rule::id).collect(Collectors.toSet());
      diagnostics.addAll(ignores.complaints(diagnostics, asked, this::isKnown));
    }
    inOrder(diagnostics, reading.subject().source().primary());
    List<Finding> findings = prints.of(diagnostics);
    return new Verdict(
        profile.name(),
        plan.listening() ? ignores.applied(findings, reading.discretion()::applied) : findings,
        opinion.name(),
        opinion.loads());
  }

  /** Rules that are left out today are still there. */
  private boolean isKnown(String rule) {
    return known.contains(rule) || (rule.startsWith(SECURITY) && plan.security().isEmpty());
  }

  /** As one reads: the SKILL.md first, then the other files, each from the top. */
  private static void inOrder(List<Diagnostic> diagnostics, String primary) {
    diagnostics.sort(
        Comparator.comparing((Diagnostic d) -> !d.place().file().equals(primary))
            .thenComparing(d -> d.place().file())
            .thenComparingInt(d -> d.place().line())
            .thenComparingInt(d -> d.place().column()));
  }
}
