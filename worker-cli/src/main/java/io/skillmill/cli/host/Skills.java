package io.skillmill.cli.host;

import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.registry.Registrar;
import java.util.Optional;

/**
 * The skills that are served beside a store. They stay the caller's.
 *
 * @param registrar who changes what is registered
 * @param registers whether clients without a token may register skills, too
 * @param conduct how the host behaves towards clients
 */
public record Skills(
    Optional<Hosting> hosting, Optional<Registrar> registrar, boolean registers, Conduct conduct) {

  /**
   * How a host behaves, as its configuration says.
   *
   * @param behindProxy whether what a proxy says of the address that clients use is believed
   * @param defersRuns whether a run may be left to the workers of the store
   */
  public record Conduct(boolean behindProxy, boolean defersRuns) {
    public static final Conduct USUAL = new Conduct(false, false);
  }

  public static final Skills NONE =
      new Skills(Optional.empty(), Optional.empty(), false, Conduct.USUAL);

  /** Skills that come from a configuration alone. */
  public static Skills of(Hosting hosting) {
    return new Skills(Optional.of(hosting), Optional.empty(), false, Conduct.USUAL);
  }

  /** The same with those that are registered. */
  public static Skills of(Registrar registrar, boolean registers) {
    return new Skills(
        Optional.of(registrar.hosting()), Optional.of(registrar), registers, Conduct.USUAL);
  }

  /** The same with another conduct. */
  public Skills conduct(Conduct other) {
    return new Skills(hosting, registrar, registers, other);
  }
}
