package io.skillmill.cli.discovery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What came of asking every host once. Immutable. */
public record Round(Instant when, List<HostReport> reports) {

  public Round {
    reports = List.copyOf(reports);
  }

  /** Every skill there is, host by host. */
  List<FoundSkill> skills() {
    return reports.stream().flatMap(report -> report.skills().stream()).toList();
  }

  List<HostReport> unavailable() {
    return reports.stream().filter(report -> !report.isAvailable()).toList();
  }

  /** Whether every host has answered. */
  public boolean isWhole() {
    return unavailable().isEmpty();
  }

  Optional<Instant> lastSeen(HostAddress host) {
    return reports.stream()
        .filter(report -> report.host().url().equals(host.url()))
        .flatMap(report -> report.lastSeen().stream())
        .findFirst();
  }
}
