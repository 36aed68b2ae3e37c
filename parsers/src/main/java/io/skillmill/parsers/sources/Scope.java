package io.skillmill.parsers.sources;

import io.skillmill.parsers.Parsers;
import java.util.function.Consumer;

/**
 * What a search takes for a source.
 *
 * @param parsers they decide about files outside packages
 * @param ignoring whether what {@code .gitignore} files leave out is left out
 * @param passedOver hears of each thing that is passed over, in the order of the search
 */
public record Scope(Parsers parsers, boolean ignoring, Consumer<PassedOver> passedOver) {

  /** All formats that are built in, and no word of what is passed over. */
  public static Scope usual() {
    return new Scope(Parsers.builtIn(), true, _ -> {});
  }

  /** Packages alone. */
  public static Scope packages() {
    return usual().with(Parsers.of());
  }

  public Scope with(Parsers some) {
    return new Scope(some, ignoring, passedOver);
  }

  /** Whatever ignore files say. */
  public Scope ignoringNothing() {
    return new Scope(parsers, false, passedOver);
  }

  public Scope telling(Consumer<PassedOver> listener) {
    return new Scope(parsers, ignoring, listener);
  }
}
