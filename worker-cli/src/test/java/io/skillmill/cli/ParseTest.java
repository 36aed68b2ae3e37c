package io.skillmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code skillmill parse}, from sources to results in one process. */
@Timeout(120)
class ParseTest {

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
  void every_source_is_counted_once_and_standard_output_is_one_json_object() {
    cli.skill("a");
    cli.skill("b");
    cli.file("skills/empty/SKILL.md", "");
    var ran = cli.run("parse", cli.skills(), "--json");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out().strip().lines()).hasSize(1);
    var json = ran.json();
    assertNumbers(json, 3, "completed", 2, "failed", 1);
    assertThat(json.path("duration_seconds").asDouble()).isPositive();
    assertThat(json.path("tasks_per_second").asDouble()).isPositive();
    var failure = json.path("failures").path(0);
    assertThat(failure.path("path").asString()).endsWith("empty/SKILL.md");
    assertThat(failure.path("task_id").asLong()).isPositive();
    assertThat(failure.path("error").asString()).contains("empty");
  }

  @Test
  void a_second_run_parses_nothing_and_a_touched_file_alone_is_parsed_again() throws Exception {
    cli.skill("a");
    cli.skill("b");
    assertThat(cli.run("parse", cli.skills()).exitCode()).isZero();
    var again = cli.run("parse", cli.skills(), "--json");
    assertThat(again.exitCode()).isZero();
    assertNumbers(again.json(), 2, "cached", 2);
    Files.writeString(cli.skill("b"), "\nMore.\n", StandardOpenOption.APPEND);
    assertNumbers(cli.run("parse", cli.skills(), "--json").json(), 2, "completed", 1, "cached", 1);
  }

  @Test
  void a_cached_rejection_still_fails_the_run_and_gives_its_reason() {
    cli.file("skills/empty/SKILL.md", "");
    cli.run("parse", cli.skills());
    var again = cli.run("parse", cli.skills(), "--json");
    assertThat(again.exitCode()).isEqualTo(1);
    assertNumbers(again.json(), 1, "cached", 1);
    assertThat(again.json().path("cached_failed").asInt()).isEqualTo(1);
    assertThat(again.json().at("/failures/0/error").asString()).contains("empty");
  }

  @Test
  void the_same_content_twice_in_one_run_is_a_duplicate_even_when_forced() {
    cli.skill("same");
    cli.file("skills/other/same/SKILL.md", skillText());
    cli.file("skills/same/SKILL.md", skillText());
    for (var options : new String[][] {{"--json"}, {"--json", "--force"}}) {
      var args = new ArrayList<>(List.of("parse", cli.skills()));
      args.addAll(List.of(options));
      assertNumbers(
          cli.run(args.toArray(String[]::new)).json(), 2, "completed", 1, "duplicates", 1);
    }
  }

  @Test
  void the_result_of_a_duplicate_is_found_by_its_own_path() {
    cli.file("skills/one/same/SKILL.md", skillText());
    Path second = cli.file("skills/two/same/SKILL.md", skillText());
    cli.run("parse", cli.skills());
    assertThat(cli.run("result", second.toString()).exitCode()).isZero();
  }

  @Test
  void a_parser_that_breaks_fails_its_own_source_with_the_reason() {
    cli.skill("a");
    Path crash = cli.file("x.crash", "boom");
    var ran = cli.run("parse", cli.skills(), crash.toString(), "--max-attempts", "1", "--json");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertNumbers(ran.json(), 2, "completed", 1, "failed", 1);
    assertThat(ran.json().at("/failures/0/error").asString()).contains("moody on purpose");
  }

  @Test
  void a_source_that_no_parser_fits_counts_as_failed() {
    var ran = cli.run("parse", cli.file("notes.txt", "hello").toString(), "--json");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertNumbers(ran.json(), 1, "failed", 1);
    assertThat(ran.json().at("/failures/0/error").asString()).contains("no parser fits");
  }

  @Test
  void live_tasks_of_an_earlier_run_are_adopted_and_counted_by_their_outcome() {
    cli.skill("a");
    cli.file("skills/empty/SKILL.md", "");
    cli.run("enqueue", cli.skills());
    var ran = cli.run("parse", cli.skills(), "--json");
    assertNumbers(ran.json(), 2, "completed", 1, "failed", 1);
  }

  @Test
  void more_sources_than_fit_a_batch_are_all_counted() {
    for (int i = 0; i < 600; i++) {
      cli.skill("s" + i);
    }
    assertNumbers(cli.run("parse", cli.skills(), "--json").json(), 600, "completed", 600);
  }

  @Test
  void a_directory_without_skills_is_no_failure_but_is_mentioned() throws Exception {
    Files.createDirectories(directory.resolve("nothing"));
    var ran = cli.run("parse", directory.resolve("nothing").toString(), "--json");
    assertThat(ran.exitCode()).isZero();
    assertNumbers(ran.json(), 0);
    assertThat(ran.err()).contains("no skills were found");
  }

  @Test
  void a_path_that_is_not_there_is_wrong_usage() {
    var ran = cli.run("parse", directory.resolve("nowhere").toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).startsWith("skillmill: There is no file or directory");
    assertThat(cli.store()).doesNotExist();
  }

  @Test
  void a_paused_queue_is_refused_instead_of_waited_for() {
    cli.skill("a");
    cli.run("pause", "default");
    var ran = cli.run("parse", cli.skills());
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("skillmill resume default");
  }

  @Test
  @Timeout(60)
  void a_run_that_waits_for_a_paused_queue_says_so() throws Exception {
    cli.skill("pdf");
    cli.run("enqueue", cli.skills(), "--queue", "slow");
    cli.run("pause", "slow");
    try (var err = new PipedOutputStream();
        var heard =
            new BufferedReader(
                new InputStreamReader(new PipedInputStream(err), StandardCharsets.UTF_8));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var run = threads.submit(() -> cli.run(err, "parse", cli.skills()));
      assertThat(heard.readLine()).contains("queue slow is paused", "skillmill resume slow");
      cli.run("resume", "slow");
      assertThat(run.get()).isZero();
    }
  }

  @Test
  void stdout_prints_the_document_and_stores_nothing() {
    var ran = cli.run("parse", cli.skill("a").toString(), "--stdout");
    assertThat(ran.exitCode()).isZero();
    assertThat(Json.readOurs(ran.out()).at("/meta/name").asString()).isEqualTo("a");
    assertThat(cli.store()).doesNotExist();
  }

  @Test
  void stdout_says_why_a_source_was_rejected() {
    var ran = cli.run("parse", cli.file("e/SKILL.md", "").toString(), "--stdout");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("[file-empty]").contains("was rejected");
  }

  @Test
  void stdout_takes_one_source_only() {
    cli.skill("a");
    cli.skill("b");
    assertThat(cli.run("parse", cli.skills(), "--stdout").exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openapi     | openapi: 3.1.0\\ninfo: {title: A, version: 1}\\npaths: {}",
        "skilletfile | name: a\\nruntime: python\\nentry: a:b\\ninputs: {}",
        "gemini-command | prompt = 'Make tea.'",
        "mcp-tools   | [{\"name\": \"a\", \"inputSchema\": {\"type\": \"object\"}}]",
        "agent-skill | ---\\nname: a\\ndescription: b\\ntools: Read\\n---\\nopenapi: 3.1.0\\ninfo:"
            + " c",
        "agent-skill | Make tea."
      })
  void the_format_of_standard_input_is_told_by_what_it_holds(String parser, String text) {
    var printed = cli.input(text.replace("\\n", "\n") + "\n").run("parse", "-", "--stdout");
    assertThat(printed.json().at("/meta/parsed_by").asString()).isEqualTo("skillmill " + parser);
  }

  @Test
  void a_hyphen_reads_standard_input() {
    var printed = cli.input(skillText()).run("parse", "-", "--stdout");
    assertThat(Json.readOurs(printed.out()).at("/meta/name").asString()).isEqualTo("same");
    assertNumbers(cli.run("parse", "-", "--json").json(), 1, "completed", 1);
  }

  @Test
  void an_unknown_parser_is_wrong_usage_with_the_known_ones() {
    var ran = cli.run("parse", cli.skill("a").toString(), "--parser", "nope");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("agent-skill");
  }

  @Test
  void validate_and_analyze_are_done_too() {
    cli.skill("a");
    for (var type : new String[] {"validate", "analyze"}) {
      var ran = cli.run("parse", cli.skills(), "--type", type, "--json");
      assertNumbers(ran.json(), 1, "completed", 1);
    }
  }

  private static String skillText() {
    return "---\nname: same\ndescription: The same wherever it lies.\n---\n\n1. Run `ls`.\n";
  }

  /** The total, and what makes it up; whatever is not named must be zero. */
  private static void assertNumbers(JsonNode json, int total, Object... parts) {
    var expected = Json.object().put("total", total);
    for (var name : new String[] {"completed", "failed", "cancelled", "cached", "duplicates"}) {
      expected.put(name, 0);
    }
    for (int i = 0; i < parts.length; i += 2) {
      expected.put((String) parts[i], (Integer) parts[i + 1]);
    }
    for (var property : expected.properties()) {
      assertThat(json.path(property.getKey()).asInt(-1))
          .as("%s of %s", property.getKey(), json)
          .isEqualTo(property.getValue().asInt());
    }
  }
}
