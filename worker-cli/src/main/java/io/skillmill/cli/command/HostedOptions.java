package io.skillmill.cli.command;

import io.skillmill.coordination.store.LocalSkillStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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

  /** The skills, ready to be called. */
  HostedSkills open(LocalSkillStore store) {
    return HostedSkills.open(HostedSkills.plan(config, skill), store);
  }
}
