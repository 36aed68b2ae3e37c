package io.skillmill.parsers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.parsers.Fit;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.pipes.Felling;
import io.skillmill.parsers.pipes.Tail;
import io.skillmill.schema.check.DocumentCheck;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessParsersTest {

  private static final SkillSource SOURCE = SkillSource.single("a.x", new byte[] {'a'});
  private static final SkillSource POISON = SkillSource.single("poison.x", new byte[] {'b'});

  @TempDir private Path folder;
  private final Queue<Problem> heard = new ConcurrentLinkedQueue<>();
  private final List<ProcessParsers> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(ProcessParsers::close);
  }

  @Test
  void a_program_makes_a_document_and_is_kept_for_the_next_source() throws IOException {
    var parser = parser("good", "");
    for (int i = 0; i < 3; i++) {
      var made = (ParseResult.Parsed) parser.parse(SOURCE, Limits.DEFAULT);
      assertThat(DocumentCheck.check(made.document().parsedAt(Instant.EPOCH))).isEmpty();
      assertThat(made.document().json().path("meta").path("parsed_by").asString())
          .isEqualTo("test");
      assertThat(made.document().json().path("meta").path("parser_version").asString())
          .isEqualTo("1");
    }
    assertThat(notes()).hasSize(1);
  }

  @Test
  void no_program_is_started_to_see_what_fits() throws IOException {
    var parser = parser("good", "");
    assertThat(parser.fit(SOURCE)).isEqualTo(Fit.CERTAIN);
    assertThat(parser.fit(SkillSource.single("a.y", new byte[0]))).isEqualTo(Fit.NONE);
    assertThat(notes()).isEmpty();
  }

  @Test
  void a_rejection_carries_its_diagnostics() {
    var rejected = (ParseResult.Rejected) parser("rejects", "").parse(SOURCE, Limits.DEFAULT);
    assertThat(rejected.diagnostics())
        .extracting(Diagnostic::toString)
        .containsExactly("a.x:3:1: error: No; say yes [no]");
  }

  @Test
  void a_program_gets_all_files_or_the_primary_one_alone() {
    var source =
        SkillSource.of(
            "p", "a.x", List.of(SOURCE.primaryFile(), SkillFile.of("b.bin", new byte[5_000])));
    assertThat(lengthOf(parser("repeats", ""), source)).isGreaterThan(5_000);
    assertThat(lengthOf(parser("repeats", "files: primary"), source)).isLessThan(1_000);
  }

  private static int lengthOf(SkillParser parser, SkillSource source) {
    var made = (ParseResult.Parsed) parser.parse(source, Limits.DEFAULT);
    return Integer.parseInt(made.document().skillName());
  }

  @Test
  void what_was_not_carried_along_is_rejected_without_asking() throws IOException {
    var bare =
        SkillSource.of("a", "a.x", List.of(SkillFile.withoutBytes("a.x", 5, "0".repeat(64))));
    assertThat(parser("good", "").parse(bare, Limits.DEFAULT))
        .isInstanceOf(ParseResult.Rejected.class);
    assertThat(notes()).isEmpty();
  }

  @Test
  void a_program_sees_only_the_usual_variables_and_those_it_is_declared_to_see() {
    assertThat(failure(parser("tells-environment", "")))
        .contains("PATH", "TEST_NOTES", Felling.VARIABLE)
        .doesNotContain("SECRET");
  }

  @Test
  void a_program_runs_in_the_folder_of_its_declaration() throws IOException {
    assertThat(failure(parser("tells-folder", ""))).contains(folder.toRealPath().toString());
  }

  @Test
  void a_program_that_dies_is_replaced_and_its_last_words_are_quoted() throws IOException {
    var parser = parser("poisoned-dies", "");
    parser.parse(SOURCE, Limits.DEFAULT);
    assertThat(failure(parser, POISON))
        .contains("ended with exit code 3", "parse poison.x", "Traceback: it hurts");
    parser.parse(SOURCE, Limits.DEFAULT);
    assertThat(notes()).hasSize(2);
  }

  @Test
  void a_program_that_hangs_or_spins_is_ended_at_its_limit() throws IOException {
    for (String mood : List.of("hangs", "spins")) {
      assertThat(failure(parser(mood, "limits: {seconds: 1}")))
          .contains("took more than 1 s to parse a.x");
    }
    assertThat(notes()).hasSize(2).allSatisfy(ProcessParsersTest::isGone);
  }

  @Test
  void a_program_is_ended_with_all_that_it_started() throws IOException {
    assertThat(failure(parser("forks", "limits: {seconds: 5}"))).contains("took more than 5 s");
    var notes = notes();
    if (!Files.isDirectory(Path.of("/proc/self"))) {
      notes.removeIf(note -> note.startsWith("started")); // orphans are not found here
    }
    assertThat(notes).hasSizeGreaterThanOrEqualTo(3).allSatisfy(ProcessParsersTest::isGone);
  }

  @Test
  void nonsense_is_a_failure_that_says_what_was_wrong() {
    assertThat(failure(parser("garbage", ""))).contains("it is no JSON", "loading model... done");
    assertThat(failure(parser("not-utf-8", ""))).contains("it is not UTF-8");
    assertThat(failure(parser("not-object", ""))).contains("it is no JSON object");
    assertThat(failure(parser("other-id", ""))).contains("has the id 2 instead of 1");
    assertThat(failure(parser("empty", ""))).contains("neither a document nor rejected");
    assertThat(failure(parser("rejects-mutely", ""))).contains("without saying why");
    assertThat(failure(parser("odd-severity", ""))).contains("severity 'mild'", "rejected[0]");
    assertThat(failure(parser("half", ""))).contains("half a character");
    assertThat(failure(parser("deep", ""))).contains("nests too deep");
    assertThat(failure(parser("error", ""))).contains("failed over a.x: KeyError: 'name'");
  }

  @Test
  void a_flood_is_not_read_beyond_the_limit() {
    assertThat(failure(parser("flood", "limits: {answer_bytes: 100000}")))
        .contains("a line longer than 100000 bytes");
  }

  @Test
  void a_flood_of_lines_waits_in_the_pipe_and_no_source_is_lost_to_it() {
    var parser = parser("flood-of-lines", "");
    for (int i = 0; i < 3; i++) {
      assertThat(parser.parse(SOURCE, Limits.DEFAULT)).isInstanceOf(ParseResult.Parsed.class);
    }
    assertThat(heard)
        .hasSize(2)
        .allSatisfy(
            problem -> assertThat(problem.what()).containsAnyOf("nobody asked for", "no answer"));
  }

  @Test
  void a_program_that_answers_twice_is_replaced_and_no_source_is_lost_to_it() {
    var parser = parser("twice", "");
    for (int i = 0; i < 3; i++) {
      assertThat(parser.parse(SOURCE, Limits.DEFAULT)).isInstanceOf(ParseResult.Parsed.class);
    }
    assertThat(heard)
        .hasSize(2)
        .allSatisfy(
            problem -> assertThat(problem.what()).containsAnyOf("nobody asked for", "has the id"));
  }

  @Test
  void a_leak_on_standard_error_is_quoted_by_its_end() {
    assertThat(failure(parser("leaks", "")))
        .contains("leak number 99999")
        .hasSizeLessThan(Tail.BYTES_MAX + 3_000);
  }

  @Test
  void an_unsound_document_is_for_the_caller_to_find() {
    var made = (ParseResult.Parsed) parser("unsound", "").parse(SOURCE, Limits.DEFAULT);
    assertThat(DocumentCheck.check(made.document().parsedAt(Instant.EPOCH))).isNotEmpty();
  }

  @Test
  void a_program_that_never_gets_going_is_given_up() throws IOException {
    var parser = parser("dies-at-once", "");
    for (int i = 0; i < Restarts.START_FAILURES_MAX; i++) {
      assertThat(failure(parser))
          .contains("exit code 7 when it was to say hello", "no such module");
    }
    assertThat(failure(parser)).contains("not started again in this run", "no such module");
    assertThat(notes()).hasSize(Restarts.START_FAILURES_MAX);
  }

  @Test
  void a_program_that_is_not_there_is_given_up_at_once() throws IOException {
    var parser = declared("command: [no-such-program-anywhere]").getFirst();
    assertThat(failure(parser)).contains("cannot be started", "no-such-program-anywhere");
    assertThat(failure(parser)).contains("not started again in this run");
  }

  @Test
  void a_program_must_say_hello_under_its_declared_name_and_version() {
    assertThat(failure(parser("other-version", "")))
        .contains("in version '2', and is declared as 'test' in version '1'");
    assertThat(failure(parser("impolite", ""))).contains("did not answer the hello");
    assertThat(failure(parser("never-says-hello", "limits: {start_seconds: 1}")))
        .contains("took more than 1 s to say hello");
  }

  @Test
  void several_sources_at_a_time_get_a_program_each_up_to_the_limit() throws Exception {
    var parser = parser("good", "limits: {processes: 2}");
    var all = new ArrayList<CompletableFuture<ParseResult>>();
    for (int i = 0; i < 20; i++) {
      all.add(CompletableFuture.supplyAsync(() -> parser.parse(SOURCE, Limits.DEFAULT)));
    }
    for (var each : all) {
      assertThat(each.get(30, TimeUnit.SECONDS)).isInstanceOf(ParseResult.Parsed.class);
    }
    assertThat(notes()).hasSizeBetween(1, 2);
  }

  @Test
  void a_thread_that_is_interrupted_leaves_no_program_behind() throws Exception {
    var parser = parser("hangs", "");
    var parsing = new CompletableFuture<ParseResult>();
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                parsing.complete(parser.parse(SOURCE, Limits.DEFAULT));
              } catch (RuntimeException e) {
                parsing.completeExceptionally(e);
              }
            });
    awaitNotes(1);
    thread.interrupt();
    assertThatThrownBy(() -> parsing.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("called off");
    assertThat(notes()).allSatisfy(ProcessParsersTest::isGone);
  }

  @Test
  void all_programs_end_when_the_parsers_are_closed() throws IOException {
    for (String mood : List.of("good", "stays", "deaf")) {
      parser(mood, "").parse(SOURCE, Limits.DEFAULT);
    }
    close();
    assertThat(notes()).hasSize(3).allSatisfy(ProcessParsersTest::isGone);
  }

  private SkillParser parser(String mood, String more) {
    var command = HostileProgram.command(mood);
    var list = Json.array();
    command.forEach(list::add);
    return declared("command: %s\n    %s".formatted(Json.write(list), more)).getFirst();
  }

  private List<SkillParser> declared(String rest) {
    var yaml =
        """
        parsers:
          - name: test
            version: 1
            formats: "*.x"
            environment: TEST_NOTES
            %s
        """
            .formatted(rest);
    try {
      Path file = Files.writeString(folder.resolve("skillmill.yaml"), yaml);
      var surroundings =
          Map.of(
              "PATH", System.getenv("PATH"),
              "TEST_NOTES", folder.resolve("notes").toString(),
              "SECRET", "hush");
      var parsers = ProcessParsers.load(file, Parsers.builtIn(), surroundings, heard::add);
      opened.add(parsers);
      assertThat(parsers.problems()).isEmpty();
      return parsers.parsers();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String failure(SkillParser parser) {
    return failure(parser, SOURCE);
  }

  private static String failure(SkillParser parser, SkillSource source) {
    try {
      throw new AssertionError("Not a failure: " + parser.parse(source, Limits.DEFAULT));
    } catch (ProblemException e) {
      return e.problem().toString();
    }
  }

  /** What the programs left: a word and a process id on each line. */
  private List<String> notes() throws IOException {
    Path notes = folder.resolve("notes");
    return Files.exists(notes) ? new ArrayList<>(Files.readAllLines(notes)) : new ArrayList<>();
  }

  private void awaitNotes(int count) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (notes().size() < count) {
      assertThat(System.nanoTime()).as("waiting for %d notes", count).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /** A process that was ended may take a moment to be gone. */
  private static void isGone(String note) {
    long pid = Long.parseLong(note.substring(note.lastIndexOf(' ') + 1));
    ProcessHandle.of(pid)
        .ifPresent(handle ->
            assertThat(handle.onExit().orTimeout(20, TimeUnit.SECONDS))
                .as("%s: %s", note, handle.info())
                .succeedsWithin(Duration.ofSeconds(20)));
  }
}
