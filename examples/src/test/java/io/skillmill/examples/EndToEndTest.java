package io.skillmill.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skillmill.schema.check.DocumentCheck;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The real program, from outside: what goes in, what comes out, and how it ends. */
class EndToEndTest {

  @TempDir Path folder;
  private Program skillmill;

  @BeforeEach
  void a_folder_without_a_store() {
    skillmill = Program.compiled(folder);
  }

  @Test
  void what_was_parsed_is_not_parsed_again_until_it_changes() throws IOException {
    var skills = folder.resolve("skills");
    copyFolder(Path.of(Program.skills()), skills);

    var first = json(skillmill.run("parse", "skills", "--json"));
    int sources = first.path("total").asInt();
    assertThat(sources).isGreaterThanOrEqualTo(12);
    assertThat(numbers(first, "completed", "cached")).containsExactly(sources, 0);

    var second = json(skillmill.run("parse", "skills", "--json"));
    assertThat(numbers(second, "total", "completed", "cached"))
        .containsExactly(sources, 0, sources);

    Files.writeString(
        skills.resolve("translation/SKILL.md"), "\nOne more line.\n", StandardOpenOption.APPEND);
    var third = json(skillmill.run("parse", "skills", "--json"));
    assertThat(numbers(third, "total", "completed", "cached"))
        .containsExactly(sources, 1, sources - 1);

    var status = json(skillmill.run("status", "--json"));
    assertThat(
            numbers(status, "total", "queued", "in_progress", "completed", "failed", "cancelled"))
        .containsExactly(sources + 1, 0, 0, sources + 1, 0, 0);
  }

  @Test
  void enqueued_work_waits_for_a_worker() {
    var enqueued = json(skillmill.run("enqueue", Program.skills() + "/log-triage", "--json"));
    assertThat(enqueued.path("enqueued").asInt()).isEqualTo(2);
    assertThat(json(skillmill.run("status", "--json")).path("queued").asInt()).isEqualTo(2);

    assertThat(skillmill.run("work", "--drain").exitCode()).isZero();
    var id = enqueued.path("task_ids").get(0).asString();
    var document = json(skillmill.run("result", id, "--json"));
    assertThat(document.toString()).contains("\"name\":\"log-triage\"");
  }

  @Test
  void a_document_goes_from_standard_input_to_standard_output() {
    var run =
        skillmill.runWithInput(
            "---\nname: tea\ndescription: Makes tea. Use when thirsty.\n---\n\n1. Boil water.\n",
            "parse",
            "-",
            "--stdout");
    assertThat(run.err()).isEmpty();
    var document = json(run);
    assertThat(DocumentCheck.check(new Document((ObjectNode) document))).isEmpty();
    assertThat(document.path("meta").path("name").asString()).isEqualTo("tea");
    assertThat(folder.resolve("store.db")).doesNotExist();
  }

  @Test
  void a_wrong_command_is_refused_with_a_hint() {
    var run = skillmill.run("prase", "skills");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("prase").doesNotContain("\tat ");
  }

  @Test
  void a_store_that_is_not_there_is_said_to_be_missing() {
    var run = skillmill.run("status");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("store.db").doesNotContain("\tat ");
  }

  @Test
  void a_file_that_is_no_store_is_left_as_it_was() throws IOException {
    Files.writeString(folder.resolve("store.db"), "dear diary".repeat(1_000));
    var run = skillmill.run("status");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("store.db").doesNotContain("\tat ");
    assertThat(folder.resolve("store.db")).hasContent("dear diary".repeat(1_000));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a pipe made by sh")
  void a_reader_that_has_seen_enough_is_no_failure() {
    skillmill.run("parse", Program.skills());
    var run = skillmill.inShell("\"$@\" export | head -n 1");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.err()).isEmpty();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM to send")
  void a_worker_told_to_stop_ends_well() throws IOException {
    var worker = skillmill.start("work", "--id", "night-shift");
    var err = worker.errorReader(StandardCharsets.UTF_8);
    assertThat(err.readLine()).contains("night-shift");
    worker.toHandle().destroy();
    assertThat(Run.of(worker).exitCode()).isZero();
    var workers = json(skillmill.run("status", "--json")).path("workers");
    assertThat(workers.get(0).path("status").asString()).isEqualTo("stopped");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher tried here is a sh script")
  void the_launcher_runs_the_jar() {
    assumeTrue(jarIsNew(), "The jar is older than the sources; mvn verify makes it first");
    var run = Program.launched(folder).run("parse", Program.skills(), "--json");
    assertThat(json(run).path("failed").asInt()).isZero();
    assertThat(Program.launched(folder).run("nonsense").exitCode()).isEqualTo(2);
  }

  private static boolean jarIsNew() {
    var jar = Clone.ROOT.resolve("worker-cli/target/skillmill.jar").toFile();
    long newest =
        Clone.FLOORS.stream()
            .filter(floor -> !floor.equals("examples"))
            .flatMap(floor -> Clone.files(Clone.ROOT.resolve(floor).resolve("src/main")).stream())
            .map(file -> file.toFile().lastModified())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return jar.lastModified() >= newest;
  }

  private static JsonNode json(Run run) {
    assertThat(run.exitCode()).as(run.toString()).isZero();
    try {
      return Json.read(run.out());
    } catch (Json.MalformedException e) {
      throw new AssertionError("Standard output is not one JSON value: " + run, e);
    }
  }

  private static List<Integer> numbers(JsonNode report, String... names) {
    return List.of(names).stream().map(name -> report.path(name).asInt(-1)).toList();
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    for (var file : Clone.files(from)) {
      var target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
  }
}
