package io.skillmill.coordination.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is said on one end is understood on the other, or refused with the name of the field. */
class WireTest {

  private static final int ROUNDS = 300;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final RandomWords words = new RandomWords(random);

  // ---- both ways

  @Test
  void whatever_is_asked_is_understood() {
    for (int round = 0; round < ROUNDS; round++) {
      asked(Calls.MISSING, () -> words.some(words::text));
      asked(Calls.REGISTER, words::card);
      asked(Calls.RETIRE, words::registration);
      asked(Calls.HEARTBEAT, words::beat);
      asked(Calls.CLAIM, words::request);
      asked(Calls.FINISH, () -> words.some(words::finish));
      asked(Calls.TURN_OVER, words::turn);
      asked(Calls.RELEASE, () -> words.some(words::lease));
      asked(Calls.PROGRESS, words::progress);
      asked(Calls.RESCUE, words::pulse);
      asked(Calls.CANCEL, words::selection);
      asked(Calls.PAUSE, words::text);
      asked(Calls.PRUNE, words::prune);
      asked(Calls.TASKS, words::filter);
      asked(Calls.TASK, words::number);
      asked(Calls.TASK_OF_PATH, words::text);
      asked(Calls.CHANGE, words::waiting);
      asked(Calls.ENQUEUE, () -> new Enqueue(words.some(words::item), List.of()));
    }
  }

  @Test
  void whatever_is_answered_is_understood() {
    for (int round = 0; round < ROUNDS; round++) {
      answered(Calls.ENQUEUE, () -> words.some(words::enqueued));
      answered(Calls.REGISTER, words::registration);
      answered(Calls.HEARTBEAT, words::beatAnswer);
      answered(Calls.CLAIM, words::claimAnswer);
      answered(Calls.FINISH, () -> words.some(words::finishAnswer));
      answered(Calls.TURN_OVER, words::turnover);
      answered(Calls.RELEASE, words::count);
      answered(Calls.PROGRESS, random::nextBoolean);
      answered(Calls.PULSES, () -> words.some(words::pulse));
      answered(Calls.PRUNE, words::pruned);
      answered(Calls.COUNTS, words::counts);
      answered(Calls.QUEUES, () -> words.some(words::queue));
      answered(Calls.TASKS, () -> words.some(words::task));
      answered(Calls.RESULT, words::result);
      answered(Calls.ATTEMPTS, () -> words.some(words::attempt));
      answered(Calls.WORKERS, () -> words.some(words::view));
      answered(Calls.CHANGE, words::mark);
      answered(Calls.HELLO, () -> new Greeting(words.text(), words.text()));
    }
  }

  private <Q> void asked(Call<Q, ?> call, Supplier<Q> some) {
    Q question = some.get();
    assertThat(call.asked(parameters(call, question), call.body(question).orElse(new byte[0])))
        .as("%s, seed %d", call, seed)
        .isEqualTo(question);
  }

  private <A> void answered(Call<?, A> call, Supplier<A> some) {
    A answer = some.get();
    assertThat(call.answered(call.say(answer))).as("%s, seed %d", call, seed).isEqualTo(answer);
  }

  /** As a server finds them in the target. */
  private static <Q> Map<String, String> parameters(Call<Q, ?> call, Q question) {
    var parameters = new HashMap<String, String>();
    String target = call.target(question);
    int start = target.indexOf('?');
    String path = start < 0 ? target : target.substring(0, start);
    String[] names = call.path().split("/", -1);
    String[] values = path.split("/", -1);
    for (int i = 0; i < names.length; i++) {
      if (names[i].startsWith("{")) {
        parameters.put(names[i].substring(1, names[i].length() - 1), decoded(values[i]));
      }
    }
    for (String pair : start < 0 ? new String[0] : target.substring(start + 1).split("&", -1)) {
      int equals = pair.indexOf('=');
      parameters.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Test
  void a_problem_is_told_as_it_is() {
    var problem = Problem.notFound("There is no task 7", "Look at the tasks");

    assertThat(Wire.problem(Wire.say(problem))).isEqualTo(problem);
  }

  @Test
  void a_source_is_packed_and_unpacked() {
    for (int round = 0; round < ROUNDS; round++) {
      var source = words.source();
      var back = Pack.read(source.contentHash(), Pack.of(source));

      assertThat(back.contentHash()).as("seed %d", seed).isEqualTo(source.contentHash());
      for (SkillFile file : source.files()) {
        var same = back.file(file.name()).orElseThrow();
        assertThat(same.size()).isEqualTo(file.size());
        assertThat(same.isLink()).isEqualTo(file.isLink());
        assertThat(same.bytes().map(List::of))
            .usingRecursiveComparison()
            .isEqualTo(file.bytes().map(List::of));
      }
    }
  }

  // ---- refused

  @Test
  void a_missing_field_is_named_with_the_way_to_it() {
    refuses(
        () -> ask(Calls.ENQUEUE, "{\"tasks\":[{\"type\":\"parse\"}]}"),
        "'tasks[0].path' is missing");
    refuses(
        () ->
            ask(
                Calls.ENQUEUE,
                """
                {"tasks":[{"type":"parse","path":"a"},
                 {"type":"parse","path":"b","parser":{"name":"x"}}]}\
                """),
        "'tasks[1].parser.version' is missing");
  }

  @Test
  void a_field_of_another_kind_is_named() {
    refuses(() -> ask(Calls.CLAIM, "[]"), "not a JSON object");
    refuses(() -> ask(Calls.PAUSE, "{\"queue\":7}"), "'queue' must be a text");
    refuses(() -> ask(Calls.PAUSE, "{\"queue\":null}"), "'queue' is missing");
    refuses(() -> ask(Calls.MISSING, "{\"content_hashes\":{}}"), "must be a list");
    refuses(() -> ask(Calls.MISSING, "{\"content_hashes\":[1]}"), "'content_hashes[0]'");
    refuses(() -> ask(Calls.FINISH, "{\"finishes\":[3]}"), "'finishes[0]' is 3 and not an object");
    refuses(() -> ask(Calls.CANCEL, "{\"task_ids\":[1.5]}"), "'task_ids[0]'");
    refuses(() -> ask(Calls.CANCEL, "{}"), "which tasks are meant");
    refuses(() -> ask(Calls.CANCEL, "{\"all\":true,\"queue\":\"a\"}"), "no field 'all'");
    refuses(
        () -> ask(Calls.RESCUE, "{\"worker_id\":\"a\",\"incarnation\":\"b\",\"beats\":1e400}"),
        "'beats'");
    refuses(
        () -> ask(Calls.PRUNE, "{\"older_than_ms\":99999999999999999,\"states\":[]}"),
        "'older_than_ms'");
    refuses(() -> ask(Calls.PRUNE, "{\"older_than_ms\":1,\"states\":[\"done\"]}"), "knows no word");
  }

  @Test
  void a_field_that_nobody_reads_is_refused_in_a_question_and_passed_over_in_an_answer() {
    refuses(() -> ask(Calls.PAUSE, "{\"queue\":\"a\",\"untill\":1}"), "no field 'untill'");

    assertThat(
            Calls.PROGRESS.answered("{\"good\":true,\"new\":1}".getBytes(StandardCharsets.UTF_8)))
        .isTrue();
  }

  @Test
  void what_is_no_json_is_refused() {
    for (String body :
        List.of("", "{", "nul", "{\"queue\":\"a\"} x", "{\"queue\":1,\"queue\":2}")) {
      refuses(() -> ask(Calls.PAUSE, body), "The body is");
    }
    refuses(() -> ask(Calls.PAUSE, "[".repeat(100_000)), "The body is not JSON");
  }

  @Test
  void what_a_record_refuses_is_told() {
    refuses(
        () -> ask(Calls.RELEASE, "{\"leases\":[{\"task_id\":1,\"lease_id\":\"x\"}]}"), "32 hex");
    refuses(() -> Calls.TASKS.asked(Map.of("limit", "0"), new byte[0]), "1 to 10000");
    refuses(() -> Calls.TASKS.asked(Map.of("limit", "x"), new byte[0]), "'limit'");
    refuses(() -> Calls.TASKS.asked(Map.of("state", "queued"), new byte[0]), "no field 'state'");
  }

  @Test
  void garbage_is_refused_and_never_breaks_anything() {
    for (int round = 0; round < 2_000; round++) {
      byte[] body = Calls.TURN_OVER.body(words.turn()).orElseThrow();
      body[random.nextInt(body.length)] = (byte) random.nextInt();
      try {
        assertThat(Calls.TURN_OVER.asked(Map.of(), body)).isNotNull();
      } catch (ProblemException e) {
        assertThat(e.problem().kind()).isEqualTo(Problem.Kind.USAGE);
      }
    }
  }

  @Test
  void a_broken_pack_is_refused() {
    var source =
        SkillSource.of(
            "pdf",
            "SKILL.md",
            List.of(SkillFile.of("SKILL.md", words.bytes()), SkillFile.of("a.txt", words.bytes())));
    byte[] pack = Pack.of(source);
    var other = "0".repeat(64);

    refuses(() -> Pack.read(other, pack), "not the one it goes by");
    for (int round = 0; round < 500; round++) {
      byte[] broken = pack.clone();
      int at = random.nextInt(broken.length);
      broken[at] ^= (byte) (1 + random.nextInt(255));
      assertThat(problemOf(() -> Pack.read(source.contentHash(), broken)))
          .as("seed %d, byte %d", seed, at)
          .isPresent();
    }
    for (int length = 0; length < pack.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(pack, length);
      assertThat(problemOf(() -> Pack.read(source.contentHash(), cut))).isPresent();
    }
  }

  @Test
  void a_small_body_that_swells_is_stopped() throws Exception {
    byte[] bomb = Gzip.pack(new byte[10 << 20]);

    assertThat(bomb.length).isLessThan(100_000);
    assertThat(Gzip.unpack(bomb, 1 << 20)).isEmpty();
    assertThat(Gzip.unpack(bomb, 10 << 20)).isPresent();
  }

  @Test
  void another_version_is_refused() {
    refuses(
        () ->
            Calls.HELLO.answered(
                Json.utf8(
                    Json.object().put("protocol", "2").put("version", "9").put("server", "x"))),
        "version 2 of the protocol");
  }

  private static <Q> Q ask(Call<Q, ?> call, String body) {
    return call.asked(Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static void refuses(ThrowingCallable call, String why) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().kind()).isEqualTo(Problem.Kind.USAGE);
              assertThat(e.problem().what()).contains(why);
            });
  }

  private static Optional<ProblemException> problemOf(ThrowingCallable call) {
    try {
      call.call();
      return Optional.empty();
    } catch (ProblemException e) {
      return Optional.of(e);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
