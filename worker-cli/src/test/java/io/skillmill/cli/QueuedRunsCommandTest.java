package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.host.Kinds;
import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.skills.registry.Application;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.db.Database;
import io.skillmill.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code skillmill enqueue --run}, and workers that host what is run. */
@Timeout(60)
class QueuedRunsCommandTest {

  @TempDir Path directory;
  private CommandLineRunner cli;
  private String config;

  @BeforeEach
  void setUp() {
    cli = new CommandLineRunner(directory);
    config =
        cli.file(
                "host/runtime-config.yaml",
                """
                skills:
                  - {name: calculator, path: "builtin:calculator"}
                  - {name: double_and_add, path: double}
                """)
            .toString();
    cli.file(
        "host/double/skill.yaml",
        """
        name: double_and_add
        description: Doubles a number and adds another
        inputs: {x: number, y: number}
        implementation:
          kind: composite
          steps:
            - id: doubled
              call: calculator
              with: {operation: multiply, a: "${inputs.x}", b: 2}
            - id: sum
              call: calculator
              with: {operation: add, a: "${steps.doubled.result.result}", b: "${inputs.y}"}
          return: {result: "${steps.sum.result.result}"}
        """);
  }

  private CommandLineRunner.Ran drain() {
    return cli.run("work", "--drain", "--runtime-config", config);
  }

  @Test
  void a_run_is_enqueued_worked_on_and_answered() {
    var enqueued = cli.run("enqueue", "--run", "double_and_add", "--input", "{\"x\": 5, \"y\": 3}");
    assertThat(enqueued.exitCode()).as(enqueued.err()).isZero();
    assertThat(enqueued.out()).isEqualTo("task 1\n");

    assertThat(drain().out()).contains("1 completed");

    var result = cli.run("result", "1");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.json().path("result").asInt()).isEqualTo(13);
  }

  @Test
  void a_worker_that_hosts_no_skill_leaves_runs_to_others() {
    cli.run("enqueue", "--run", "calculator", "--input", "{}");

    var ran = cli.run("work", "--drain");

    assertThat(ran.err()).contains("1 tasks were left").contains("skill is not here");
    assertThat(cli.run("status", "--json").json().path("queued").asInt()).isEqualTo(1);
  }

  @Test
  void waiting_prints_what_the_skill_gave() throws Exception {
    var waiting =
        CompletableFuture.supplyAsync(
            () -> cli.run("enqueue", "--run", "calculator", "--wait", "--input", sum(1, 2)));
    while (!cli.run("status", "--json").out().contains("\"queued\":1")) {
      Thread.onSpinWait();
    }
    drain();

    var ran = waiting.get();
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.err()).contains("no worker is active");
    assertThat(ran.json().path("result").asInt()).isEqualTo(3);
  }

  private static String sum(int a, int b) {
    return "{\"operation\": \"add\", \"a\": %d, \"b\": %d}".formatted(a, b);
  }

  @Test
  void a_worker_runs_what_is_registered_in_its_store_without_any_configuration() {
    var declaration = Json.object().put("name", "guide").put("description", "Guides");
    declaration.putObject("implementation").put("kind", "instructions");
    try (var database = Database.open(cli.store().toString());
        var registrar = Registrar.open(database, Plan.nothing(), Kinds.all())) {
      registrar.register(Application.of(declaration, Optional.of("Turn left")), "me");
    }
    cli.run("enqueue", "--run", "guide");

    assertThat(cli.run("work", "--drain").out()).contains("1 completed");
    assertThat(cli.run("result", "1").out()).contains("Turn left");
  }

  @Test
  void a_run_names_its_secrets_and_a_worker_has_them() throws Exception {
    cli.file(
        "keyed/skill.yaml",
        """
        name: keyed
        description: x
        credentials: [KEY]
        implementation: {python: keyed.py}
        """);
    cli.file("keyed/keyed.py", "def keyed():\n    return {'length': len(credential('KEY'))}\n");
    String skill = directory.resolve("keyed").toString();
    cli.environment("OURS", "s3cr3t-of-the-worker");
    cli.run("enqueue", "--run", "keyed", "--credential", "KEY");
    cli.run("enqueue", "--run", "keyed", "--credential", "KEY", "--max-attempts", "1");
    cli.run("enqueue", "--run", "keyed");
    var typed = cli.run("enqueue", "--run", "keyed", "--credential", "KEY=s3cr3t");

    assertThat(cli.run("work", "--drain", "--skill", skill, "--credential", "KEY=OURS").out())
        .contains("2 completed");

    assertThat(cli.run("result", "1").json().path("length").asInt()).isEqualTo(20);
    assertThat(cli.run("result", "2").json().path("length").asInt()).isEqualTo(20);
    assertThat(cli.run("task", "3", "--json").out())
        .contains("needs a credential that the call does not give");
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).doesNotContain("s3cr3t");
    for (String file : List.of("store.db", "store.db-wal")) {
      if (Files.exists(directory.resolve(file))) {
        byte[] bytes = Files.readAllBytes(directory.resolve(file));
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("s3cr3t");
      }
    }
    cli.run("enqueue", "--run", "keyed", "--credential", "KEY", "--max-attempts", "1", "--force");
    cli.run("work", "--drain", "--skill", skill);
    assertThat(cli.run("task", "4", "--json").out())
        .contains("no credential 'KEY'", "--credential KEY");
  }

  @Test
  void each_line_of_a_file_is_a_run_of_its_own() {
    var lines = cli.file("sums.jsonl", sum(1, 1) + "\n\n" + sum(2, 2) + "\n" + sum(3, 3) + "\n");

    var enqueued =
        cli.run("enqueue", "--run", "calculator", "--input", "@" + lines, "--json").json();

    assertThat(enqueued.path("enqueued").asInt()).isEqualTo(3);
    drain();
    assertThat(cli.run("result", "3").json().path("result").asInt()).isEqualTo(6);
  }

  @Test
  void one_object_over_several_lines_is_one_run_and_may_come_by_standard_input() {
    cli.input(sum(4, 5).replace(",", ",\n"));

    var enqueued = cli.run("enqueue", "--run", "calculator", "--input", "-", "--json").json();

    assertThat(enqueued.path("enqueued").asInt()).isEqualTo(1);
    drain();
    assertThat(cli.run("result", "1").json().path("result").asInt()).isEqualTo(9);
  }

  @Test
  void a_run_that_comes_to_nothing_says_why_and_fails_the_wait() {
    cli.run(
        "enqueue",
        "--run",
        "calculator",
        "--key",
        "k",
        "--input",
        sum(1, 0).replace("add", "divide"));
    drain();

    var ran =
        cli.run(
            "enqueue", "--run", "calculator", "--key", "k", "--input", "{}", "--wait", "--json");

    assertThat(ran.exitCode()).isEqualTo(1);
    var result = ran.json().path("results").path(0);
    assertThat(result.path("state").asString()).isEqualTo("failed");
    assertThat(result.path("error").asString()).contains("zero");
    assertThat(result.path("result").path("failure").path("kind").asString()).isEqualTo("refused");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "enqueue                                    | nothing to enqueue",
        "enqueue --run calculator skills            | reads no paths",
        "enqueue --input {} skills                  | for runs",
        "enqueue --run calculator --input []        | no JSON object",
        "enqueue --run calculator --input {x        | not JSON",
        "enqueue --run calculator --input @gone.txt | cannot be read",
        "enqueue --run ../etc                       | No skill can be called",
        "enqueue --type run skills                  | cannot be run",
        "enqueue --run c --key k --input {} --input {} | stands for one run",
        "work --drain --skill x --runtime-config y  | named twice",
        "work --drain --runtime-config gone.yaml    | gone.yaml",
      })
  void what_makes_no_sense_is_refused_with_a_remedy(String line, String message) {
    var ran = cli.run(line.split(" +"));

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains(message);
    assertThat(ran.out()).isEmpty();
  }
}
