package io.skillmill.coordination.skills.registry;

import io.skillmill.coordination.skills.SkillKind;
import io.skillmill.coordination.skills.graph.SkillGraph;
import io.skillmill.coordination.skills.hosting.Guest;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Mounted;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.skills.hosting.Trial;
import io.skillmill.coordination.skills.registry.Outcome.Accepted;
import io.skillmill.coordination.skills.registry.Outcome.Refused;
import io.skillmill.coordination.skills.registry.Outcome.Why;
import io.skillmill.db.Database;
import io.skillmill.db.RegistryRows.Condition;
import io.skillmill.db.RegistryRows.Revision;
import io.skillmill.parsers.hosting.RuntimeConfig;
import io.skillmill.schema.check.Shape;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Hosts the skills of a plan together with those that a store's registry holds, and changes the
 * latter. A skill is tried before it takes the place of another; one that is refused changes
 * nothing. Thread-safe.
 *
 * <pre>{@code
 * try (var registrar = Registrar.open(database, Plan.nothing(), kinds)) {
 *   registrar.register(Application.read(json), "me");
 *   registrar.hosting().engine().run(RunRequest.of("add", input));
 * }
 * }</pre>
 */
public final class Registrar implements AutoCloseable {

  private final SkillRegistry registry;
  private final Lodging lodging;
  private final Hosting hosting;
  private final Welcome welcome;
  private final Follower follower;

  /** What it begins with: all that was registered up to the mark is hosted. */
  private record Opened(Hosting hosting, Welcome welcome, long mark) {}

  /** How far the registry was when all of it was last hosted. Of the follower alone. */
  private long caughtUp;

  private Registrar(SkillRegistry registry, Lodging lodging, Opened opened) {
    this.caughtUp = opened.mark();
    this.registry = registry;
    this.lodging = lodging;
    this.hosting = opened.hosting();
    this.welcome = opened.welcome();
    this.follower = new Follower(registry::awaitChange, this::catchUp);
  }

  /**
   * Hosts what the plan names and what is registered.
   *
   * @throws ProblemException where the configuration cannot be used
   */
  public static Registrar open(Database database, Plan plan, List<SkillKind> kinds) {
    return open(database, plan, kinds, Welcome.USUAL);
  }

  /** The same where other skills are welcome to be registered, and to be hosted. */
  public static Registrar open(
      Database database, Plan plan, List<SkillKind> kinds, Welcome welcome) {
    var registry = SkillRegistry.on(database);
    var lodging = new Lodging(registry::registered, welcome);
    try {
      long mark = registry.mark();
      var hosting = Hosting.open(plan.guests(lodging::guests), kinds);
      return new Registrar(registry, lodging, new Opened(hosting, welcome, mark));
    } catch (RuntimeException e) {
      lodging.close();
      throw e;
    }
  }

  public Hosting hosting() {
    return hosting;
  }

  public SkillRegistry registry() {
    return registry;
  }

  /** Where its guests live at present. */
  Path lodging() {
    return lodging.home();
  }

  /** From now on takes up what other processes change in the registry, within seconds. */
  public void follow() {
    follower.start();
  }

  private void catchUp() {
    long now = registry.mark(); // before the guests are asked for, or a change would be missed
    if (now != caughtUp || !lodging.isKept()) {
      hosting.refresh();
      caughtUp = now;
    }
  }

  // ---- changes

  /**
   * Registers a skill, or a new revision of it.
   *
   * @param by who wishes it, for the history
   */
  public Outcome register(Application application, String by) {
    return guarded(
        application.name(),
        () -> {
          var skill = TextualSkill.read(application.declaration(), application.source(), welcome);
          String name = skill.declaration().name();
          if (isTaken(name)) {
            return taken(name);
          }
          var serving = registry.serving(name);
          if (serving.isPresent() && serving.get().contentHash().equals(skill.hash())) {
            return isExpected(application, serving.get()) ? same(serving.get()) : changed(name);
          }
          refuseTooMany(serving);
          var warnings = new ArrayList<>(application.warnings());
          warnings.addAll(skill.warnings());
          sameVersion(skill, serving).ifPresent(warnings::add);
          warnings.addAll(tried(skill, application.examples()));
          Optional<Long> revision = registry.add(skill, by, condition(application));
          return revision.isEmpty()
              ? changed(name)
              : placed(skill, revision.get(), serving.isEmpty(), warnings);
        });
  }

  /**
   * As it would be told if this very skill were registered again; empty where it does not serve.
   */
  public Optional<Outcome> serving(Application application) {
    var skill = TextualSkill.read(application.declaration(), application.source(), welcome);
    return registry
        .serving(skill.declaration().name())
        .filter(serving -> serving.contentHash().equals(skill.hash()))
        .map(Registrar::same);
  }

  /**
   * What is wrong with a skill that nobody has read yet, or nothing. It is tried as {@link
   * #register} would, and must have a name of its own, call nothing that is not there, come back to
   * itself on no way, and give what it declares. Nothing of it is kept.
   *
   * @param terms within which each of its examples is run
   */
  public Optional<String> flaw(Application application, Trial.Terms terms) {
    try {
      var skill = TextualSkill.read(application.declaration(), application.source(), welcome);
      String name = skill.declaration().name();
      if (isTaken(name) || registry.serving(name).isPresent()) {
        return Optional.of("There is a skill '%s' already; choose another name".formatted(name));
      }
      var warnings = warnings(skill);
      if (!warnings.isEmpty()) {
        return Optional.of(String.join("; ", warnings));
      }
      var strict = new Examination(terms, Optional.of(Shape.of(skill.declaration().outputs())));
      tried(skill, application.examples(), strict);
      return Optional.empty();
    } catch (ProblemException e) {
      if (e.problem().kind() == Problem.Kind.USAGE) {
        return Optional.of(e.problem().toString());
      }
      throw e;
    }
  }

  /** Has an earlier revision serve again; it becomes the latest. */
  public Outcome rollback(String name, long revision, String by) {
    return guarded(
        name,
        () -> {
          var earlier = registry.find(name, revision).filter(each -> !each.declaration().isEmpty());
          if (earlier.isEmpty()) {
            return new Refused(
                name, Why.ABSENT, "'%s' has no such version to go back to".formatted(name));
          }
          if (isTaken(name)) {
            return taken(name);
          }
          var skill = lodging.skill(earlier.get().declaration(), earlier.get().source());
          var warnings = tried(skill, List.of());
          Optional<Long> number = registry.restore(earlier.get(), by);
          return number.isEmpty() ? changed(name) : placed(skill, number.get(), false, warnings);
        });
  }

  /** Has nothing serve under this name any more. Its history stays. */
  public Outcome remove(String name, String by) {
    return guarded(
        name,
        () -> {
          Optional<Long> revision = registry.remove(name, by);
          if (revision.isPresent()) {
            hosting.refresh();
            return new Accepted(name, "", revision.get(), false, List.of());
          }
          return isTaken(name)
              ? taken(name)
              : new Refused(name, Why.ABSENT, "Skill not found: " + name);
        });
  }

  private static Outcome guarded(String name, Supplier<Outcome> deed) {
    try {
      return deed.get();
    } catch (ProblemException e) {
      if (e.problem().kind() == Problem.Kind.USAGE) {
        return new Refused(name, Why.UNSOUND, e.problem().toString());
      }
      throw e;
    }
  }

  // ---- what may be

  /** Whether the configuration has something that is known by this name. */
  private boolean isTaken(String name) {
    return hosting.configures(name) || isServed(name);
  }

  private boolean isServed(String name) {
    return hosting.snapshot().mounted().stream()
        .filter(each -> !each.isGuest())
        .anyMatch(each -> isKnown(each, name));
  }

  private static boolean isKnown(Mounted mounted, String name) {
    return mounted.configName().equals(name)
        || mounted.mount().equals(name)
        || mounted.declaredName().equals(name);
  }

  private static Refused taken(String name) {
    return new Refused(
        name,
        Why.TAKEN,
        "'%s' is the name of a skill that the host's configuration names. Use another name, or"
                .formatted(name)
            + " change the configuration.");
  }

  private static Refused changed(String name) {
    return new Refused(
        name,
        Why.CHANGED,
        "'%s' is not at the revision that was expected. Look at its versions, and try again."
            .formatted(name));
  }

  private static Accepted same(Revision serving) {
    return new Accepted(
        serving.skill(),
        serving.version(),
        serving.revision(),
        false,
        List.of("It serves already as it was sent, so there is no new revision"));
  }

  private void refuseTooMany(Optional<Revision> serving) {
    long guests = hosting.snapshot().mounted().stream().filter(Mounted::isGuest).count();
    if (serving.isEmpty() && guests >= RuntimeConfig.SKILLS_MAX) {
      throw Problem.usage(
              "There are %d registered skills, and a host takes no more".formatted(guests),
              "Remove some")
          .asException();
    }
  }

  private static Optional<String> sameVersion(TextualSkill skill, Optional<Revision> serving) {
    return serving
        .map(Revision::version)
        .filter(skill.declaration().version()::equals)
        .map("The version is still %s; raise it, so that callers can tell"::formatted);
  }

  private static boolean isExpected(Application application, Revision serving) {
    var known = application.unchangedSince();
    return known.isEmpty() || known.getAsLong() == serving.revision();
  }

  private static Condition condition(Application application) {
    var known = application.unchangedSince();
    if (known.isEmpty()) {
      return new Condition.Always();
    }
    return known.getAsLong() == 0
        ? new Condition.Absent()
        : new Condition.Serving(known.getAsLong());
  }

  // ---- trying and placing

  /** Loads it and runs its examples; what is worth knowing. */
  private List<String> tried(TextualSkill skill, List<Application.Example> examples) {
    tried(skill, examples, Examination.USUAL);
    return warnings(skill);
  }

  private void tried(
      TextualSkill skill, List<Application.Example> examples, Examination examination) {
    var guest = new Guest(skill.whole(), skill.hash(), lodging.home(), Optional.empty());
    try (var trial = hosting.trial(guest)) {
      examination.hold(trial, examples);
    }
  }

  private List<String> warnings(TextualSkill skill) {
    String name = skill.declaration().name();
    var graph = SkillGraph.with(skill.whole(), hosting.snapshot());
    var warnings = new ArrayList<String>();
    graph
        .cycle(name)
        .ifPresent(way ->
            warnings.add(
                "The skills can call each other in a circle: " + String.join(" -> ", way)));
    graph
        .missing(name)
        .forEach(callee -> warnings.add("It calls '%s', which nobody hosts".formatted(callee)));
    return warnings;
  }

  private Accepted placed(TextualSkill skill, long revision, boolean fresh, List<String> before) {
    String name = skill.declaration().name();
    hosting.refresh();
    var warnings = new ArrayList<>(before);
    hosting.snapshot().failed().stream()
        .filter(failed -> failed.configName().equals(name))
        .forEach(failed -> warnings.add("It is kept, and not hosted here: " + failed.why()));
    return new Accepted(name, skill.declaration().version(), revision, fresh, warnings);
  }

  @Override
  public void close() {
    follower.close();
    hosting.close();
    lodging.close();
  }
}
