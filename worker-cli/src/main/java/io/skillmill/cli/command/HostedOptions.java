package io.skillmill.cli.command;

import io.skillmill.cli.host.Kinds;
import io.skillmill.cli.render.Terminal;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.hosting.Mounted;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.skills.hosting.Snapshot;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.schema.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which skills to host. */
final class HostedOptions {

  private static final Path USUAL = Path.of("runtime-config.yaml");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Host the skills in this file. Default: runtime-config.yaml, if it is here.")
  private @Nullable Path config;

  @Option(
      names = "--skill",
      paramLabel = "DIR",
      description = "Host the one skill in this directory.")
  private @Nullable Path skill;

  /** The skills, ready to be called. */
  Hosted open(LocalSkillStore store) {
    return new Hosted(
        plan()
            .map(plan ->
                Hosting.open(
                    plan.builtins(BundledSkills.on(store.database()).skills()), Kinds.all())));
  }

  private Optional<Plan> plan() {
    if (config != null && skill != null) {
      throw Problem.usage(
              "Skills are named twice: by --config and by --skill", "Give one of the two")
          .asException();
    }
    if (skill != null) {
      return Optional.of(Plan.skill(skill));
    }
    if (config != null) {
      return Optional.of(Plan.config(config));
    }
    return Files.isRegularFile(USUAL) ? Optional.of(Plan.config(USUAL)) : Optional.empty();
  }

  /** What is hosted, if anything is. */
  record Hosted(Optional<Hosting> hosting) implements AutoCloseable {

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
      hosting.ifPresent(Hosting::close);
    }
  }
}
