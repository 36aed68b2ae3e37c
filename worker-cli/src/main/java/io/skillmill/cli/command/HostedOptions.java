package io.skillmill.cli.command;

import io.skillmill.cli.host.Skills;
import io.skillmill.cli.session.Session;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.parsers.hosting.RuntimeConfig;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which skills a host hosts. */
final class HostedOptions {

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

  @Option(
      names = "--register",
      description =
          "Let clients on this machine register skills, which the host then runs. Without it, a"
              + " token with the right 'admin' is needed for that.")
  private boolean register;

  @Mixin private final RegisterKindsOption kinds = new RegisterKindsOption();

  /** What was chosen, before anything is opened. */
  ChosenSkills choose(Session session) {
    return ChosenSkills.of(config, skill, session).welcoming(kinds);
  }

  /** The skills, ready to be called: those that are named, and those that are registered. */
  HostedSkills open(ChosenSkills chosen, LocalSkillStore store) {
    return chosen.orNothing().open(store); // somebody may register the first one at any time
  }

  /** As they are offered to clients. */
  Skills served(HostedSkills skills, RuntimeConfig config) {
    var conduct =
        new Skills.Conduct(config.server().behindProxy(), config.settings().deferredRuns());
    return new Skills(skills.hosting(), skills.registrar(), register, conduct, Optional.empty());
  }
}
