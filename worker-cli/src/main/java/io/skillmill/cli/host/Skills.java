package io.skillmill.cli.host;

import io.skillmill.coordination.models.ChatModel;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.skills.registry.Registrar;
import java.util.Optional;

/**
 * The skills that are served beside a store. They stay the caller's.
 *
 * @param registrar who changes what is registered
 * @param registers whether clients without a token may register skills, too
 * @param conduct how the host behaves towards clients
 * @param model who writes skills, where there is one
 */
public record Skills(
    Optional<Hosting> hosting,
    Optional<Registrar> registrar,
    boolean registers,
    Conduct conduct,
    Optional<ChatModel> model) {

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
      new Skills(Optional.empty(), Optional.empty(), false, Conduct.USUAL, Optional.empty());

  /** Skills that come from a configuration alone. */
  public static Skills of(Hosting hosting) {
    return new Skills(
        Optional.of(hosting), Optional.empty(), false, Conduct.USUAL, Optional.empty());
  }

  /** The same with those that are registered. */
  public static Skills of(Registrar registrar, boolean registers) {
    return new Skills(
        Optional.of(registrar.hosting()),
        Optional.of(registrar),
        registers,
        Conduct.USUAL,
        Optional.empty());
  }

  /** The same with another conduct. */
  public Skills conduct(Conduct other) {
    return new Skills(hosting, registrar, registers, other, model);
  }

  /** The same with a language model, which stays the caller's, too. */
  public Skills asking(Optional<ChatModel> other) {
    return new Skills(hosting, registrar, registers, conduct, other);
  }
}
