package io.skillmill.coordination.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.intake.Intake;
import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.Place;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Attempt.Ending;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.TaskType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Skills from intake to result, with real parsers and hostile ones. */
@Timeout(120)
class SkillsTest {

  private static final String SKILL =
      """
      ---
      name: tidy
      description: Tidies a folder. Use when files lie about.
      ---
      # Tidy

      1. Read the list of files in the folder.
      2. Write each file to its place.

      - You must never delete a file.
      """;

  @TempDir Path folder;
  private Yard yard;
  private final Parsers parsers = Parsers.builtIn();

  @BeforeEach
  void open() {
    yard = new Yard(folder);
  }

  @AfterEach
  void close() {
    yard.close();
  }

  @Test
  void a_skill_is_parsed_into_a_document_that_says_when() throws InterruptedException {
    long task = work(parsers, TaskType.PARSE, SKILL);

    var document = result(task);
    assertThat(document.path("meta").path("name").asString()).isEqualTo("tidy");
    assertThat(document.path("meta").path("parse_timestamp").asString()).endsWith("Z");
    assertThat(document.path("decomposition").path("actions").size()).isPositive();
  }

  @Test
  void a_skill_is_validated_with_every_finding() throws InterruptedException {
    var good = result(work(parsers, TaskType.VALIDATE, SKILL));

    assertThat(good.path("valid").asBoolean()).isTrue();
    assertThat(good.path("diagnostics").isArray()).isTrue();
  }

  @Test
  void a_skill_is_measured() throws InterruptedException {
    var measures = result(work(parsers, TaskType.ANALYZE, SKILL));

    assertThat(measures.path("name").asString()).isEqualTo("tidy");
    assertThat(measures.path("actions").path("total").asInt()).isPositive();
    assertThat(measures.path("bytes").asInt()).isEqualTo(SKILL.length());
    assertThat(measures.path("lines").asInt()).isEqualTo(10);
    assertThat(measures.path("files").asInt()).isEqualTo(1);
    assertThat(measures.path("tokens_estimate").asInt()).isEqualTo((SKILL.length() + 3) / 4);
    assertThat(measures.path("diagnostics").has("error")).isTrue();
  }

  @Test
  void a_rejected_source_fails_with_its_first_error_and_keeps_all_diagnostics()
      throws InterruptedException {
    var place = Place.of("SKILL.md", 3, 1);
    var rejecting =
        new Scripted(
            new ParseResult.Rejected(
                List.of(
                    Diagnostic.info("hint", "a hint", place),
                    Diagnostic.error("broken", "it is broken; mend it", place))));

    long task = work(Parsers.of(rejecting), TaskType.PARSE, SKILL);

    assertThat(yard.state(task)).isEqualTo(TaskState.FAILED);
    assertThat(yard.endings(task)).containsExactly(Ending.REJECTED);
    assertThat(yard.task(task).error().orElseThrow()).contains("SKILL.md:3:1", "it is broken");
    assertThat(result(task).path("diagnostics").size()).isEqualTo(2);
  }

  @Test
  void what_is_rejected_is_not_valid() throws InterruptedException {
    var place = Place.startOf("SKILL.md");
    var rejecting =
        new Scripted(
            new ParseResult.Rejected(List.of(Diagnostic.error("broken", "mend it", place))));

    var verdict = result(work(Parsers.of(rejecting), TaskType.VALIDATE, SKILL));

    assertThat(verdict.path("valid").asBoolean()).isFalse();
    assertThat(verdict.path("diagnostics").size()).isEqualTo(1);
  }

  @Test
  void a_parser_whose_document_is_not_sound_has_crashed() throws InterruptedException {
    var unsound = new Scripted(new ParseResult.Parsed(new Document(Json.object()), List.of()));

    long task = work(Parsers.of(unsound), TaskType.PARSE, SKILL);

    assertThat(yard.endings(task)).containsExactly(Ending.CRASHED);
    assertThat(yard.task(task).error().orElseThrow()).contains("not sound");
  }

  /** Takes the skill in, works until nothing is left, and gives its task. */
  private long work(Parsers with, TaskType type, String skill) throws InterruptedException {
    var order = Intake.Order.of(type).on(NewTask.Terms.DEFAULT.withMaxAttempts(1));
    var source = SkillSource.single("SKILL.md", skill.getBytes(StandardCharsets.UTF_8));
    var taken = (Intake.Taken) Intake.of(with, order).take("skills/tidy", source);
    long task = yard.store.enqueue(List.of(taken.task())).getFirst().taskId();
    try (var worker =
        SkillWorker.builder(yard.store, Handlers.of(with, Limits.DEFAULT)).start().drain()) {
      assertThat(Yard.end(worker).problem()).isEmpty();
    }
    return task;
  }

  private JsonNode result(long task) {
    var result = yard.store.result(task).orElseThrow().result();
    return Json.readOurs(
        result.orElseThrow(() -> new AssertionError(yard.task(task).error().orElse("no result"))));
  }

  /** Always gives the same. */
  private record Scripted(ParseResult result) implements SkillParser {
    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Fit fit(SkillSource source) {
      return Fit.CERTAIN;
    }

    @Override
    public ParseResult parse(SkillSource source, Limits limits) {
      return result;
    }
  }
}
