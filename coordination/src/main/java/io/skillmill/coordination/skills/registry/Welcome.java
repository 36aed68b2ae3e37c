package io.skillmill.coordination.skills.registry;

import io.skillmill.parsers.hosting.RuntimeConfig;
import io.skillmill.schema.run.Implementation.Kind;
import java.util.Set;

/**
 * What a host lets be registered. What is in the store already and is not welcome is not hosted.
 *
 * @param allowPrivate whether a skill of another host may be on this machine or in a private
 *     network
 */
public record Welcome(Set<Kind> kinds, boolean allowPrivate) {

  /** What is nothing but text, and reaches nothing. */
  public static final Welcome USUAL =
      new Welcome(Set.of(Kind.PYTHON, Kind.JAVASCRIPT, Kind.COMPOSITE, Kind.INSTRUCTIONS), false);

  public Welcome {
    kinds = Set.copyOf(kinds);
  }

  /** What a configuration says, and the usual where it says nothing. */
  public static Welcome of(RuntimeConfig.Registry said) {
    return new Welcome(said.kinds().orElse(USUAL.kinds), said.allowPrivate());
  }

  /** The same with other kinds. */
  public Welcome with(Set<Kind> others) {
    return new Welcome(others, allowPrivate);
  }
}
