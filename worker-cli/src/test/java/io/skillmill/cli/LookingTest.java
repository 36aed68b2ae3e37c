package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that look at a store and change nothing. */
class LookingTest {

  @TempDir Path directory;
  private CommandLineRunner cli;

  /** The address of a store that nobody has used yet. */
  String store(Path empty) {
    return empty.resolve("store.db").toString();
  }

  @BeforeEach
  void parseTwoSkillsOfWhichOneIsBad() {
    cli = new CommandLineRunner(directory);
    cli.environment("SKILLMILL_STORE", store(directory));
    cli.skill("a");
    cli.file("skills/empty/SKILL.md", "");
    cli.run("parse", cli.skills());
  }

  @Test
  void status_counts_and_lists_queues_and_workers() {
    var json = cli.run("status", "--json").json();
    assertThat(json.path("total").asInt()).isEqualTo(2);
    assertThat(json.path("completed").asInt()).isEqualTo(1);
    assertThat(json.path("failed").asInt()).isEqualTo(1);
    assertThat(json.path("queued").isInt()).isTrue();
    assertThat(json.path("in_progress").isInt()).isTrue();
    assertThat(json.path("cancelled").isInt()).isTrue();
    assertThat(json.path("success_rate").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/queues/0/name").asString()).isEqualTo("default");
    var worker = json.at("/workers/0");
    assertThat(worker.path("tasks_completed").asInt()).isPositive();
    assertThat(Instant.parse(worker.path("last_heartbeat").asString())).isBefore(Instant.now());
  }

  @Test
  void every_table_fits_sixty_columns() {
    cli.terminal(60);
    cli.run("enqueue", cli.skill("a-name-that-goes-on-and-on-and-on").toString());
    for (var command :
        new String[][] {{"status"}, {"tasks"}, {"workers"}, {"task", "2"}, {"parsers"}}) {
      var ran = cli.run(command);
      assertThat(ran.exitCode()).isZero();
      assertThat(ran.out().lines()).isNotEmpty();
      assertThat(ran.out().lines())
          .as(String.join(" ", command) + "\n" + ran.out())
          .allMatch(line -> line.length() <= 60)
          .noneMatch(line -> line.contains("\u001b"));
    }
  }

  @Test
  void a_table_for_a_program_is_whole_and_separated_by_tabs() {
    var lines = cli.run("tasks").out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst().split("\t")).hasSizeGreaterThanOrEqualTo(5);
    assertThat(lines.getFirst()).contains(cli.skills());
  }

  @Test
  void tasks_come_filtered_and_page_by_page() {
    var failed = cli.run("tasks", "--state", "failed", "--json").json();
    assertThat(failed.path("tasks")).hasSize(1);
    assertThat(failed.path("next_after").isNull()).isTrue();
    assertThat(cli.run("tasks", "--queue", "other", "--json").json().path("tasks")).isEmpty();
    assertThat(cli.run("tasks", "--type", "analyze", "--json").json().path("tasks")).isEmpty();
    var page = cli.run("tasks", "--limit", "1", "--json").json();
    assertThat(page.path("tasks")).hasSize(1);
    var next = page.path("next_after").asString();
    var rest = cli.run("tasks", "--after", next, "--json").json().path("tasks");
    assertThat(rest).hasSize(1).isNotEqualTo(page.path("tasks"));
  }

  @Test
  void a_task_is_shown_with_its_attempts() {
    var json = cli.run("task", failedTask(), "--json").json();
    assertThat(json.path("state").asString()).isEqualTo("failed");
    assertThat(json.at("/attempts/0/outcome").asString()).isEqualTo("rejected");
    assertThat(json.at("/attempts/0/worker_id").asString()).isNotEmpty();
    assertThat(json.at("/attempts/0/duration_seconds").isNumber()).isTrue();
  }

  @Test
  void a_result_is_found_by_id_and_by_every_way_to_write_its_path() {
    var absolute = directory.resolve("skills/a/SKILL.md");
    var relative = Path.of("").toAbsolutePath().relativize(absolute);
    var detour = directory.resolve("skills/./empty/../a/SKILL.md");
    for (var path : new Path[] {absolute, absolute.getParent(), relative, detour}) {
      var ran = cli.run("result", path.toString());
      assertThat(ran.exitCode()).as(path + ": " + ran.err()).isZero();
      assertThat(Json.readOurs(ran.out()).at("/meta/name").asString()).isEqualTo("a");
    }
  }

  @Test
  void the_result_of_a_failed_task_is_its_error() {
    var ran = cli.run("result", failedTask());
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("failed: ").contains("empty");
    var json = cli.run("result", failedTask(), "--json");
    assertThat(json.exitCode()).isEqualTo(1);
    assertThat(json.json().path("error").asString()).contains("empty");
  }

  @Test
  void the_full_result_carries_its_metrics() {
    var json = cli.run("result", cli.skill("a").toString(), "--json").json();
    assertThat(json.at("/metrics/duration_seconds").isNumber()).isTrue();
    assertThat(json.at("/metrics/worker_id").asString()).isNotEmpty();
    assertThat(json.at("/metrics/task_type").asString()).isEqualTo("parse");
    assertThat(json.at("/result/meta/name").asString()).isEqualTo("a");
  }

  @Test
  void a_task_that_waits_has_no_result_yet() {
    cli.run("enqueue", cli.skill("later").toString());
    var ran = cli.run("result", cli.skill("later").toString());
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("queued").contains("skillmill work --drain");
  }

  @Test
  void an_export_has_one_json_object_on_each_line() throws Exception {
    var lines = cli.run("export").out().lines().map(Json::readOurs).toList();
    assertThat(lines).hasSize(2);
    assertThat(lines)
        .extracting(line -> line.path("state").asString())
        .containsExactlyInAnyOrder("completed", "failed");
    var file = directory.resolve("out.jsonl");
    var ran = cli.run("export", "--state", "completed", "-o", file.toString());
    assertThat(ran.out()).isEmpty();
    assertThat(Files.readAllLines(file)).hasSize(1);
    assertThat(
            Json.readOurs(Files.readAllLines(file).getFirst()).at("/result/meta/name").asString())
        .isEqualTo("a");
  }

  @Test
  void an_export_that_cannot_be_written_says_so() {
    var ran = cli.run("export", "-o", directory.resolve("no/such/folder.jsonl").toString());
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("Could not write");
  }

  @Test
  void parsers_are_listed_with_strangers_among_them() {
    var names = cli.run("parsers", "--json").json().path("parsers");
    assertThat(names)
        .extracting(parser -> parser.path("name").asString())
        .contains("agent-skill", "decomposition", "moody");
  }

  @Test
  void what_is_not_on_record_ends_with_a_remedy() {
    for (var args : new String[][] {{"task", "999"}, {"result", "999"}, {"result", "no/such"}}) {
      var ran = cli.run(args);
      assertThat(ran.exitCode()).isEqualTo(1);
      assertThat(ran.err()).startsWith("skillmill: ").contains("skillmill tasks");
    }
  }

  @Test
  void wrong_words_are_wrong_usage() {
    for (var args :
        new String[][] {
          {"task"},
          {"task", "one"},
          {"result"},
          {"tasks", "--state", "done"},
          {"tasks", "--limit", "0"},
          {"tasks", "--limit", "99999999"},
          {"tasks", "--after", "x"},
          {"export", "--state", "x"},
          {"status", "more"},
          {"workers", "--nope"},
          {"parsers", "x"}
        }) {
      var ran = cli.run(args);
      assertThat(ran.exitCode()).as(String.join(" ", args)).isEqualTo(2);
      assertThat(ran.err()).startsWith("skillmill: ").doesNotContain("\tat ");
    }
  }

  private String failedTask() {
    return cli.run("tasks", "--state", "failed", "--json").json().at("/tasks/0/task_id").asString();
  }
}
