package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void hosting_is_measured_beside_a_server_that_does_nothing() {
    var run =
        run(
            "bench",
            "host",
            "--clients",
            "2",
            "--calls",
            "40",
            "--rounds",
            "1",
            "--skills",
            "3",
            "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    var json = run.json();
    for (String which : List.of("direct", "echo", "hosted")) {
      assertThat(json.path(which).path("p99_us").asDouble()).as(which).isPositive();
    }
    assertThat(json.path("hosted_to_echo").path("p99").asDouble()).isPositive();
    assertThat(json.path("nested").path("call_p50_us").asDouble()).isPositive();
    assertThat(json.path("memory").path("skills").asInt()).isEqualTo(30);
    assertThat(json.path("reload").path("failed_calls").asInt()).isZero();
    assertThat(json.path("reload").path("calls_meanwhile").asInt()).isPositive();
    assertThat(json.path("start").path("first_answer_ms").asInt()).isPositive();
    assertThat(run("bench", "host", "--clients", "0").exitCode()).isEqualTo(2);
  }

  @Test
  void a_queue_is_measured_on_a_store_of_its_own() throws IOException {
    var run =
        run("bench", "queue", "--tasks", "300", "--batch", "50", "--pick-ups", "20", "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    var json = run.json();
    for (String phase : List.of("enqueue", "drain", "cycle")) {
      assertThat(json.path(phase).path("tasks_per_second").asInt()).as(phase).isPositive();
    }
    var pickUp = json.path("pick_up").path("in_process");
    assertThat(pickUp.path("samples").asInt()).isEqualTo(20);
    assertThat(pickUp.path("p99_ms").asDouble())
        .isGreaterThanOrEqualTo(pickUp.path("p50_ms").asDouble());
    assertThat(pickUp.path("p50_ms").asDouble())
        .isGreaterThanOrEqualTo(pickUp.path("after_enqueue_p50_ms").asDouble())
        .isPositive();
    assertThat(json.path("tasks").asInt()).isEqualTo(300);
    try (var left = Files.list(directory)) {
      assertThat(left).as("what is left").containsExactly(directory.resolve("skills"));
    }
  }

  @Test
  void a_store_with_work_in_it_is_not_touched_by_a_bench() {
    run("enqueue", new CommandLineRunner(directory).skills());
    run("bench", "queue", "--tasks", "100", "--pick-ups", "0", "--result-bytes", "0");
    assertThat(run("status", "--json").json().path("queued").asInt()).isEqualTo(2);
    assertThat(run("db", "check").exitCode()).isZero();
  }

  @Test
  void several_processes_share_the_work_of_a_bench() {
    var run = run("bench", "queue", "--tasks", "400", "--processes", "2", "--pick-ups", "20");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("enqueue", "drain", "cycle", "across processes", "tasks of each process");
  }

  @Test
  void a_queue_is_measured_over_http_too() {
    var run = run("bench", "queue", "--tasks", "300", "--http", "--pick-ups", "20", "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().path("http").asBoolean()).isTrue();
    assertThat(run.json().path("drain").path("tasks_per_second").asInt()).isPositive();
  }

  @Test
  void a_bench_of_no_tasks_is_wrong_usage() {
    var run = run("bench", "queue", "--tasks", "0");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--tasks cannot be 0");
  }

  private CommandLineRunner.Ran run(String... args) {
    return new CommandLineRunner(directory).run(args);
  }
}
