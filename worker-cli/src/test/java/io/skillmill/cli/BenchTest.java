package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {

  @TempDir private Path directory;

  @BeforeEach
  void two_skills() {
    var runner = new CommandLineRunner(directory);
    runner.skill("one");
    runner.skill("two");
  }

  @Test
  void parsing_is_measured_stage_by_stage() {
    var run =
        run(
            "bench",
            "parse",
            new CommandLineRunner(directory).skills(),
            "--files",
            "30",
            "--rounds",
            "2");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("files per second on one core", "read", "parse", "check");
  }

  @Test
  void the_report_for_machines_counts_what_was_done() {
    var run =
        run("bench", "parse", new CommandLineRunner(directory).skills(), "--files", "30", "--json");
    var json = run.json();
    assertThat(json.path("files").asInt()).isEqualTo(30);
    assertThat(json.path("documents").asInt()).isEqualTo(30);
    assertThat(json.path("unsound").asInt()).isZero();
    assertThat(json.path("rounds_files_per_second")).hasSize(3);
    assertThat(json.path("files_per_second").asInt()).isPositive();
  }

  @Test
  void nothing_to_measure_is_wrong_usage() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertThat(run("bench", "parse", empty.toString()).exitCode()).isEqualTo(2);
    assertThat(run("bench", "parse", directory.toString(), "--files", "0").exitCode()).isEqualTo(2);
    assertThat(run("bench").exitCode()).isEqualTo(2);
  }

  private CommandLineRunner.Ran run(String... args) {
    return new CommandLineRunner(directory).run(args);
  }
}
