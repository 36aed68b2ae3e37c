package io.skillmill.cli.command;

import io.skillmill.cli.session.Session;
import io.skillmill.cli.skill.SkillPlace;
import io.skillmill.coordination.store.LocalSkillStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which skills are meant: those of a configuration, of a directory, of a store or of a host. */
final class SkillPlaceOptions {

  private static final String CONFIG = "runtime-config.yaml";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The skills in this file. Default: runtime-config.yaml, if it is here, unless --store"
              + " names a host.")
  private @Nullable Path config;

  @Option(
      names = "--skill",
      paramLabel = "DIR",
      description = "The skill in this directory, with what a runtime-config.yaml in it names.")
  private @Nullable Path skill;

  @Mixin private final RegisterKindsOption kinds = new RegisterKindsOption();

  /** Whether one skill alone is meant, and no name is needed. */
  boolean isOne() {
    return skill != null;
  }

  /** What is done where the skills are; gives the exit code. */
  interface Deed {
    int with(SkillPlace place);
  }

  /** Does it where the skills are; a store is not made for it. */
  int look(Session session, Deed deed) {
    return isElsewhere(session) ? there(session, deed) : here(session, deed, false);
  }

  /** The same for what changes the registry. */
  int change(Session session, Deed deed) {
    return session.servedAddress().isPresent() ? there(session, deed) : here(session, deed, true);
  }

  private boolean isElsewhere(Session session) {
    return config == null && skill == null && session.servedAddress().isPresent();
  }

  private static int there(Session session, Deed deed) {
    String address = session.servedAddress().orElseThrow();
    try (var place = SkillPlace.there(address, session.token())) {
      return deed.with(place);
    }
  }

  private int here(Session session, Deed deed, boolean makeStore) {
    var chosen = chosen(session).orNothing();
    boolean stored = session.servedAddress().isEmpty() && (makeStore || session.isStoreThere());
    if (!stored) {
      try (var skills = chosen.open(Optional.empty())) {
        return at(skills, session, deed);
      }
    }
    try (LocalSkillStore store = session.localStore();
        var skills = chosen.open(Optional.of(store))) {
      return at(skills, session, deed);
    }
  }

  private static int at(HostedSkills skills, Session session, Deed deed) {
    skills
        .hosting()
        .ifPresent(hosting ->
            hosting
                .snapshot()
                .failed()
                .forEach(failed ->
                    session
                        .terminal()
                        .note(
                            "skill '%s' is not there: %s"
                                .formatted(failed.configName(), failed.why()))));
    try (var place = SkillPlace.here(skills.hosting().orElseThrow(), skills.registrar())) {
      return deed.with(place);
    }
  }

  private ChosenSkills chosen(Session session) {
    if (skill != null && config == null && Files.isRegularFile(skill.resolve(CONFIG))) {
      return ChosenSkills.of(skill.resolve(CONFIG), null, session).welcoming(kinds);
    }
    return ChosenSkills.of(config, skill, session).welcoming(kinds);
  }
}
