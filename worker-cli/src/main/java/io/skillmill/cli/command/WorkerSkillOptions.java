package io.skillmill.cli.command;

import io.skillmill.cli.session.CredentialOption;
import io.skillmill.cli.session.Session;
import io.skillmill.coordination.skills.queued.QueuedRuns;
import io.skillmill.coordination.work.Handlers;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which skills a worker runs; its {@code --config} is that of its parsers. */
final class WorkerSkillOptions {

  @Option(
      names = "--runtime-config",
      paramLabel = "FILE",
      description = "Run queued skills of this file. Default: runtime-config.yaml, if it is here.")
  private @Nullable Path config;

  @Option(
      names = "--skill",
      paramLabel = "DIR",
      description = "Run the one skill in this directory when it is queued.")
  private @Nullable Path skill;

  @Mixin private final RegisterKindsOption kinds = new RegisterKindsOption();

  @Mixin private final CredentialOption credentials = new CredentialOption();

  /** What was chosen, before anything is opened. */
  ChosenSkills choose(Session session) {
    return ChosenSkills.of(config, skill, session).welcoming(kinds);
  }

  /** The secrets that a run may ask for; read before anything is claimed. */
  Map<String, String> credentials(Session session) {
    return credentials.read(session.environment());
  }

  /** What a worker does already, and runs of these skills. */
  static Handlers running(HostedSkills skills, Handlers others, Map<String, String> credentials) {
    return skills
        .hosting()
        .map(hosting -> QueuedRuns.handlers(others, hosting.engine(), credentials))
        .orElse(others);
  }
}
