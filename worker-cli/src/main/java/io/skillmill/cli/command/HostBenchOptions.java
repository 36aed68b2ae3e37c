package io.skillmill.cli.command;

import io.skillmill.cli.bench.hosting.HostPlan;
import io.skillmill.schema.problem.Problem;
import picocli.CommandLine.Option;

/** How hosting is measured. */
final class HostBenchOptions {

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "32",
      description = "How many call at the same time (32).")
  private int clients;

  @Option(
      names = "--calls",
      paramLabel = "N",
      defaultValue = "20000",
      description = "How many calls a round takes (20000).")
  private int calls;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many rounds are measured, after one to warm up (5).")
  private int rounds;

  @Option(
      names = "--skills",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many skills are reloaded; ten times as many are weighed (100).")
  private int skills;

  HostPlan plan() {
    try {
      return new HostPlan(clients, calls, rounds, skills);
    } catch (IllegalArgumentException e) {
      throw Problem.usage(String.valueOf(e.getMessage()), "Change that option").causedBy(e);
    }
  }
}
