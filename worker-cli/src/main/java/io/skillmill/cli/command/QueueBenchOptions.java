package io.skillmill.cli.command;

import io.skillmill.cli.bench.QueuePlan;
import picocli.CommandLine.Option;

/** How a queue is measured. */
final class QueueBenchOptions {

  @Option(
      names = "--tasks",
      paramLabel = "N",
      defaultValue = "20000",
      description = "How many tasks a round takes (20000).")
  private int tasks;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "200",
      description = "How many tasks are finished and claimed together (200).")
  private int batch;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many workers each process has (1).")
  private int workers;

  @Option(
      names = "--processes",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many processes claim and finish (1: this one).")
  private int processes;

  @Option(
      names = "--result-bytes",
      paramLabel = "N",
      defaultValue = "4096",
      description = "The size of each result (4096).")
  private int resultBytes;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many rounds are measured, after one to warm up (3).")
  private int rounds;

  @Option(
      names = "--no-history",
      description = "Do not remember finished tasks; takes --result-bytes 0 to have an effect.")
  private boolean forgetting;

  @Option(
      names = "--pick-ups",
      paramLabel = "N",
      defaultValue = "500",
      description = "How many single tasks are picked up from the idle queue (500).")
  private int pickUps;

  @Option(
      names = "--http",
      description = "Serve the store on loopback, and have everyone use it over HTTP.")
  private boolean served;

  QueuePlan plan() {
    return new QueuePlan(
        tasks, batch, workers, processes, resultBytes, rounds, !forgetting, pickUps, served);
  }
}
