package io.skillmill.cli.http;

import io.skillmill.coordination.tokens.Tokens;
import java.util.Optional;
import java.util.Set;

/**
 * On which terms people are let in.
 *
 * @param token one that opens everything
 * @param tokens those that were given out, each for what its card says
 * @param needed whether nobody comes in without a token, even from this machine
 * @param origins the web pages, beside those of this machine, whose scripts may ask and read
 */
public record Admission(
    Optional<String> token, Optional<Tokens> tokens, boolean needed, Set<String> origins) {

  public Admission {
    origins = Set.copyOf(origins);
  }

  /** One token for everything, or none at all. */
  public static Admission by(Optional<String> token) {
    return new Admission(token, Optional.empty(), token.isPresent(), Set.of());
  }

  /** Whether nobody is let in who shows none. */
  public boolean isNeeded() {
    return needed || token.isPresent();
  }

  boolean isAnyTokenGood() {
    return token.isPresent() || tokens.filter(Tokens::isAnyGood).isPresent();
  }
}
