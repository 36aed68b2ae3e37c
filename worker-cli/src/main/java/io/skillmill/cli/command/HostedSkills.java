package io.skillmill.cli.command;

import io.skillmill.cli.host.Kinds;
import io.skillmill.cli.render.Terminal;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Mounted;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.skills.hosting.Snapshot;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.schema.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The skills of this process, if it hosts any. */
record HostedSkills(Optional<Hosting> hosting, Optional<Registrar> registrar)
    implements AutoCloseable {

  private static final Path USUAL = Path.of("runtime-config.yaml");

  /**
   * Which skills were asked for.
   *
   * @param config a configuration; where nothing is asked for, the one that lies here
   * @param skill a directory with one skill
   */
  static Optional<Plan> plan(@Nullable Path config, @Nullable Path skill) {
    if (config != null && skill != null) {
      throw Problem.usage(
              "Skills are named twice: by a configuration and by --skill", "Give one of the two")
          .asException();
    }
    if (skill != null) {
      return Optional.of(Plan.skill(there(skill, Files.isDirectory(skill), "directory")));
    }
    if (config != null) {
      return Optional.of(Plan.config(there(config, Files.isRegularFile(config), "file")));
    }
    return Files.isRegularFile(USUAL) ? Optional.of(Plan.config(USUAL)) : Optional.empty();
  }

  private static Path there(Path typed, boolean isThere, String what) {
    if (!isThere) {
      throw Problem.usage("There is no %s %s".formatted(what, typed), "Check the path")
          .asException();
    }
    return typed;
  }

  /**
   * Makes them ready to be called. The memory is kept in the store, where that is a database; what
   * is registered there is hosted with them.
   */
  static HostedSkills open(Optional<Plan> plan, SkillStore store) {
    if (plan.isEmpty()) {
      return new HostedSkills(Optional.empty(), Optional.empty());
    }
    if (store instanceof LocalSkillStore local) {
      var builtins = BundledSkills.on(local.database()).skills();
      var registrar = Registrar.open(local.database(), plan.get().builtins(builtins), Kinds.all());
      registrar.follow();
      return new HostedSkills(Optional.of(registrar.hosting()), Optional.of(registrar));
    }
    var builtins = BundledSkills.alone().skills();
    return new HostedSkills(
        Optional.of(Hosting.open(plan.get().builtins(builtins), Kinds.all())), Optional.empty());
  }

  /** Says what is hosted, and what could not be. */
  void tell(Terminal terminal) {
    hosting.map(Hosting::snapshot).ifPresent(skills -> tell(skills, terminal));
  }

  private static void tell(Snapshot skills, Terminal terminal) {
    for (var failed : skills.failed()) {
      terminal.note("skill '%s' is not hosted: %s".formatted(failed.configName(), failed.why()));
    }
    terminal.note(
        "%d skills: %s"
            .formatted(
                skills.mounted().size(),
                skills.mounted().stream().map(Mounted::mount).collect(Collectors.joining(", "))));
  }

  @Override
  public void close() {
    registrar.ifPresentOrElse(Registrar::close, () -> hosting.ifPresent(Hosting::close));
  }
}
