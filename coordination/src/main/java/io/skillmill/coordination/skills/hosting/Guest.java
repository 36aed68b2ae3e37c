package io.skillmill.coordination.skills.hosting;

import io.skillmill.schema.run.SkillDeclaration;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A skill that is hosted beside those of the configuration, and declared elsewhere. It is called
 * and mounted by its own name.
 *
 * @param edition changes with whatever changes in it
 * @param home the directory that relative paths in it are meant from
 * @param flaw why it cannot be hosted, where that is known already
 */
public record Guest(
    SkillDeclaration declaration, String edition, Path home, Optional<String> flaw) {

  /** What the paths of guests begin with where those of others are told. */
  public static final String PATH_PREFIX = "registered:";

  public String name() {
    return declaration.name();
  }

  String path() {
    return PATH_PREFIX + name();
  }
}
