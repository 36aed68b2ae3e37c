package io.skillmill.cli.host;

import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.registry.Registrar;
import java.util.Optional;

/**
 * The skills that are served beside a store. They stay the caller's.
 *
 * @param registrar who changes what is registered
 * @param registers whether clients without a token may register skills, too
 */
public record Skills(Optional<Hosting> hosting, Optional<Registrar> registrar, boolean registers) {

  public static final Skills NONE = new Skills(Optional.empty(), Optional.empty(), false);

  /** Skills that come from a configuration alone. */
  public static Skills of(Hosting hosting) {
    return new Skills(Optional.of(hosting), Optional.empty(), false);
  }

  /** The same with those that are registered. */
  public static Skills of(Registrar registrar, boolean registers) {
    return new Skills(Optional.of(registrar.hosting()), Optional.of(registrar), registers);
  }
}
