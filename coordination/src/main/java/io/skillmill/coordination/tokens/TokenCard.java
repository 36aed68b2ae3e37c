package io.skillmill.coordination.tokens;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a token, which is not the token itself.
 *
 * @param skills those that it is for, by name or mount; empty for every skill
 * @param lastUsed to the hour
 */
public record TokenCard(
    String name,
    Set<Right> rights,
    Optional<List<String>> skills,
    Instant created,
    Optional<Instant> expires,
    Optional<Instant> lastUsed,
    Optional<Instant> revoked) {

  public TokenCard {
    rights = Set.copyOf(rights);
    skills = skills.map(List::copyOf);
  }

  public boolean isExpired(Instant now) {
    return expires.filter(end -> !end.isAfter(now)).isPresent();
  }
}
