package io.skillmill.cli.command;

import io.skillmill.cli.session.EnvironmentFile;
import io.skillmill.cli.session.Session;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.skills.registry.Welcome;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.parsers.hosting.RuntimeConfig;
import io.skillmill.schema.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which skills were asked for, before anything is opened.
 *
 * @param config what the file says, where there is one that can be used
 * @param lent what the {@code .env} beside it lends to skills that declare it
 * @param welcome what may be registered beside them
 */
record ChosenSkills(
    Optional<Plan> plan, RuntimeConfig config, Map<String, String> lent, Welcome welcome) {

  private ChosenSkills(Optional<Plan> plan, RuntimeConfig config, Map<String, String> lent) {
    this(plan, config, lent, Welcome.of(config.settings().registry()));
  }

  private static final Path USUAL = Path.of("runtime-config.yaml");

  /** What a {@code .env} says to the host, and lends to no skill. */
  private static final Set<String> OURS =
      Set.of("HOST", "PORT", "WORKERS", "LOG_LEVEL", "LOG_FORMAT", "ALLOWED_ORIGINS");

  /**
   * Reads what lies beside the skills; its variables count for the session from here on.
   *
   * @param config a configuration; where nothing is asked for, the one that lies here
   * @param skill a directory with one skill
   */
  static ChosenSkills of(@Nullable Path config, @Nullable Path skill, Session session) {
    if (config != null && skill != null) {
      throw Problem.usage(
              "Skills are named twice: by a configuration and by --skill", "Give one of the two")
          .asException();
    }
    if (skill != null) {
      Path there = there(skill, Files.isDirectory(skill), "directory");
      return new ChosenSkills(
          Optional.of(Plan.skill(there)), RuntimeConfig.EMPTY, variables(there, session));
    }
    Path file = orExample(config == null ? USUAL : config, session);
    boolean isThere = Files.isRegularFile(file);
    if (config == null && !isThere) {
      return new ChosenSkills(Optional.empty(), RuntimeConfig.EMPTY, Map.of());
    }
    return new ChosenSkills(
        Optional.of(Plan.config(there(file, isThere, "file"))),
        read(file),
        variables(file.toAbsolutePath().getParent(), session));
  }

  private static Path there(Path typed, boolean isThere, String what) {
    if (!isThere) {
      throw Problem.usage("There is no %s %s".formatted(what, typed), "Check the path")
          .asException();
    }
    return typed;
  }

  /** The example that comes with a project serves until somebody writes the file itself. */
  private static Path orExample(Path file, Session session) {
    String name = file.toString();
    int dot = name.lastIndexOf('.');
    Path example =
        Path.of(dot < 0 ? name : name.substring(0, dot) + ".example" + name.substring(dot));
    if (Files.exists(file) || !Files.isRegularFile(example)) {
      return file;
    }
    session.terminal().note("there is no %s; taking %s".formatted(file, example));
    return example;
  }

  /** One that cannot be used is complained of when the skills are loaded. */
  private static RuntimeConfig read(Path file) {
    return RuntimeConfig.read(file) instanceof RuntimeConfig.Reading.Sound sound
        ? sound.config()
        : RuntimeConfig.EMPTY;
  }

  private static Map<String, String> variables(@Nullable Path beside, Session session) {
    Path folder = beside == null ? Path.of(".") : beside;
    var variables = EnvironmentFile.read(folder.resolve(EnvironmentFile.NAME));
    session.adopt(variables);
    var lent = new HashMap<String, String>();
    for (String name : variables.keySet()) {
      if (!OURS.contains(name) && !name.startsWith("SKILLMILL_") && !name.startsWith("OTEL_")) {
        lent.put(name, session.environment().getOrDefault(name, ""));
      }
    }
    return lent;
  }

  /** The same with no skills where none were asked for; others may come to them. */
  ChosenSkills orNothing() {
    return new ChosenSkills(Optional.of(plan.orElseGet(Plan::nothing)), config, lent, welcome);
  }

  /** The same where other kinds of skills may be registered. */
  ChosenSkills welcoming(RegisterKindsOption kinds) {
    return new ChosenSkills(plan, config, lent, kinds.on(welcome));
  }

  /** The skills, ready to be called. */
  HostedSkills open(SkillStore store) {
    return open(Optional.of(store));
  }

  /** The same where there may be no store. */
  HostedSkills open(Optional<? extends SkillStore> store) {
    var hosted = HostedSkills.open(plan, store, welcome);
    hosted.hosting().ifPresent(skills -> skills.engine().lend(lent));
    return hosted;
  }
}
