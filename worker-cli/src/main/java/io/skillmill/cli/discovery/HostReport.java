package io.skillmill.cli.discovery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of asking one host.
 *
 * @param skills those it has; none where it is not available
 * @param why it is not available; empty where it is
 * @param lastSeen when it answered last
 */
record HostReport(
    HostAddress host, List<FoundSkill> skills, Optional<String> why, Optional<Instant> lastSeen) {

  HostReport {
    skills = List.copyOf(skills);
  }

  static HostReport answered(HostAddress host, List<FoundSkill> skills, Instant now) {
    return new HostReport(host, skills, Optional.empty(), Optional.of(now));
  }

  static HostReport silent(HostAddress host, String why) {
    return new HostReport(host, List.of(), Optional.of(why), Optional.empty());
  }

  /** With when it was seen before, where it is not there now. */
  HostReport after(Optional<Instant> seenBefore) {
    return lastSeen.isPresent() ? this : new HostReport(host, skills, why, seenBefore);
  }

  boolean isAvailable() {
    return why.isEmpty();
  }
}
