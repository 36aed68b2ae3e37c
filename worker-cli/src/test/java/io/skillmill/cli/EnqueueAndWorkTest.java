package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code skillmill enqueue} and {@code skillmill work}, one after the other. */
@Timeout(120)
class EnqueueAndWorkTest {

  @TempDir Path directory;
  private CommandLineRunner cli;

  /** The address of a store that nobody has used yet. */
  String store(Path empty) {
    return empty.resolve("store.db").toString();
  }

  @BeforeEach
  void setUp() {
    cli = new CommandLineRunner(directory);
    cli.environment("SKILLMILL_STORE", store(directory));
  }

  @Test
  void enqueueing_tells_what_is_new_what_waits_already_and_what_is_answered() {
    cli.skill("a");
    cli.skill("b");
    var first = cli.run("enqueue", cli.skills(), "--json").json();
    assertThat(first.path("enqueued").asInt()).isEqualTo(2);
    assertThat(first.path("task_ids")).hasSize(2);
    var second = cli.run("enqueue", cli.skills(), "--json").json();
    assertThat(second.path("duplicates").asInt()).isEqualTo(2);
    assertThat(second.path("task_ids")).isEqualTo(first.path("task_ids"));
    cli.run("work", "--drain");
    var third = cli.run("enqueue", cli.skills(), "--json").json();
    assertThat(third.path("cached").asInt()).isEqualTo(2);
    assertThat(third.path("task_ids")).isEqualTo(first.path("task_ids"));
  }

  @Test
  void draining_ends_when_all_is_done_and_reports_it() {
    cli.skill("a");
    cli.file("skills/empty/SKILL.md", "");
    cli.run("enqueue", cli.skills());
    var ran = cli.run("work", "--drain", "-n", "2", "--id", "night", "--json");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.json().path("completed").asInt()).isEqualTo(1);
    assertThat(ran.json().path("failed").asInt()).isEqualTo(1);
    assertThat(ran.err()).contains("worker night is ready").contains("rejected");
  }

  @Test
  void only_the_queues_named_are_worked_on() {
    cli.run("enqueue", cli.skill("a").toString(), "--queue", "x");
    cli.run("enqueue", cli.skill("b").toString(), "--queue", "y");
    cli.run("work", "--drain", "--queues", "x,z");
    var status = cli.run("status", "--json").json();
    assertThat(status.path("completed").asInt()).isEqualTo(1);
    assertThat(status.path("queued").asInt()).isEqualTo(1);
  }

  @Test
  void the_terms_that_were_typed_are_those_of_the_task() {
    cli.run(
        "enqueue",
        cli.skill("a").toString(),
        "--queue=slow",
        "--priority=-3",
        "--delay=2h",
        "--max-attempts=4",
        "--timeout=1500ms",
        "--type=validate");
    var task = cli.run("task", "1", "--json").json();
    assertThat(task.path("queue").asString()).isEqualTo("slow");
    assertThat(task.path("priority").asInt()).isEqualTo(-3);
    assertThat(task.path("max_attempts").asInt()).isEqualTo(4);
    assertThat(task.path("timeout_seconds").asDouble()).isEqualTo(1.5);
    assertThat(task.path("task_type").asString()).isEqualTo("validate");
    var created = java.time.Instant.parse(task.path("created_at").asString());
    assertThat(java.time.Instant.parse(task.path("run_at").asString()))
        .isEqualTo(created.plusSeconds(7200));
  }

  @Test
  void a_list_of_paths_comes_by_standard_input_and_one_that_is_gone_spoils_nothing() {
    var list = cli.skill("a") + "\n\n" + directory.resolve("gone") + "\n" + cli.skill("b") + "\n";
    var ran = cli.input(list).run("enqueue", "-", "--json");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.json().path("enqueued").asInt()).isEqualTo(2);
    assertThat(ran.json().path("failed").asInt()).isEqualTo(1);
    assertThat(ran.json().at("/failures/0/path").asString()).endsWith("gone");
  }

  @Test
  void waiting_ends_at_once_where_earlier_results_answer() {
    cli.skill("a");
    cli.file("skills/empty/SKILL.md", "");
    cli.run("parse", cli.skills());
    var ran = cli.run("enqueue", cli.skills(), "--wait", "--json");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.json().path("cached_failed").asInt()).isEqualTo(1);
    assertThat(ran.json().at("/failures/0/error").asString()).contains("empty");
  }

  @Test
  void waiting_ends_when_a_worker_has_done_the_work() throws Exception {
    cli.skill("a");
    cli.skill("b");
    var waiting = new FutureTask<>(() -> cli.run("enqueue", cli.skills(), "--wait", "--json"));
    Thread.ofPlatform().start(waiting);
    while (queued() < 2) {
      LockSupport.parkNanos(10_000_000);
    }
    cli.run("work", "--drain");
    var ran = waiting.get();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.json().path("completed").asInt()).isEqualTo(2);
  }

  @Test
  void what_cannot_be_is_wrong_usage() {
    var skill = cli.skill("a").toString();
    assertWrong("enqueue");
    assertWrong("enqueue", skill, "--delay", "soon");
    assertWrong("enqueue", skill, "--timeout", "0s");
    assertWrong("enqueue", skill, "--max-attempts", "0");
    assertWrong("enqueue", skill, "--priority", "high");
    assertWrong("enqueue", skill, "--queue", " ");
    assertWrong("enqueue", skill, "--type", "run");
    assertWrong("work", "-n", "0");
    assertWrong("work", "--id", "");
    assertWrong("work", "--queues", "a, ");
    assertWrong("work", "--grace", "9");
  }

  /** None where there is no store yet. */
  private int queued() {
    var ran = cli.run("status", "--json");
    return ran.exitCode() == 3 ? 0 : ran.json().path("queued").asInt();
  }

  private void assertWrong(String... args) {
    var ran = cli.run(args);
    assertThat(ran.exitCode()).as(String.join(" ", args)).isEqualTo(2);
    assertThat(ran.err()).startsWith("skillmill: ").doesNotContain("\tat ");
  }
}
