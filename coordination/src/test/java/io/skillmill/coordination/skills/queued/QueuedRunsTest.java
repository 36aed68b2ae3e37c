package io.skillmill.coordination.skills.queued;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.coordination.skills.bundled.BundledSkills;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.Parsers;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.About;
import io.skillmill.schema.run.CredentialNeed;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Attempt.Ending;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.NewTask.Terms;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Skills that the queue runs, on a real store. */
@Timeout(120)
class QueuedRunsTest {

  private static final Terms ONCE = Terms.DEFAULT.withMaxAttempts(1);

  @TempDir Path folder;
  private LocalSkillStore store;
  private SkillEngine engine;

  private final AtomicInteger broke = new AtomicInteger();

  @BeforeEach
  void open() {
    store = LocalSkillStore.open(folder.resolve("store.db"));
    engine = SkillEngine.of(SkillSet.of(skills()));
  }

  @AfterEach
  void close() {
    engine.close();
    store.close();
  }

  private List<HostedSkill> skills() {
    return List.of(
        BundledSkills.alone().make("calculator").orElseThrow(),
        skill("echo", (input, _) -> input),
        skill("refuses", (_, _) -> fail(Kind.REFUSED, "Not today")),
        skill("breaks", (_, _) -> fail(Kind.BROKEN, "It broke")),
        skill("passes_on", (input, context) -> context.call("refuses", input)),
        skill("misuses", (_, context) -> context.call("calculator", Json.object())),
        skill("calls_itself", (input, context) -> context.call("calls_itself", input)),
        skill("lacks", (_, _) -> fail(Kind.UNAVAILABLE, "No such program here")),
        secretive());
  }

  private static JsonNode fail(Kind kind, String why) throws SkillException {
    throw new SkillException(RunFailure.of(kind, why));
  }

  private static HostedSkill skill(String name, SkillCode code) {
    return HostedSkill.of(declaration(name, List.of()), code);
  }

  private static HostedSkill secretive() {
    var need = new CredentialNeed("API_KEY", true, "Ask for one");
    return HostedSkill.of(declaration("secretive", List.of(need)), (input, _) -> input);
  }

  private static SkillDeclaration declaration(String name, List<CredentialNeed> needs) {
    return new SkillDeclaration(
        name,
        About.of("Does " + name),
        Json.object(),
        Json.object(),
        SkillLimits.DEFAULT,
        needs,
        Optional.empty(),
        new Implementation(Implementation.Kind.JAVA, Json.object()));
  }

  private long enqueue(String skill, ObjectNode input, Terms terms) {
    var task = QueuedRuns.task(skill, input, Optional.empty(), terms);
    return store.enqueue(List.of(task)).getFirst().taskId();
  }

  private SkillWorker worker() {
    var reading = Handlers.of(Parsers.builtIn(), Limits.DEFAULT);
    return SkillWorker.builder(store, QueuedRuns.handlers(reading, engine)).slots(4).start();
  }

  private void drain() throws InterruptedException {
    try (var worker = worker()) {
      worker.drain().awaitEnd();
    }
  }

  private Result result(long task) {
    return store.result(task).orElseThrow();
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) Json.readOurs(text.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "calculator | {'operation':'multiply','a':6,'b':7}",
        "calculator | {'operation':'divide','a':6,'b':0}",
        "calculator | {'operation':'multiply','a':'six'}",
        "echo       | {'text':'ünïcödé 𝄞','deep':[[{'x':1.5e300}]]}",
        "refuses    | {}",
        "passes_on  | {}",
        "misuses    | {}",
        "calls_itself | {}",
        "breaks     | {}",
        "lacks      | {}",
        "secretive  | {}",
      })
  void the_queue_answers_what_a_call_answers(String skill, String input)
      throws InterruptedException {
    RunAnswer called = engine.run(RunRequest.of(skill, json(input)));
    long task = enqueue(skill, json(input), ONCE);

    drain();

    switch (called) {
      case RunAnswer.Done(var output, _, _) -> {
        assertThat(store.task(task).orElseThrow().state()).isEqualTo(TaskState.COMPLETED);
        assertThat(Json.readOurs(result(task).result().orElseThrow())).isEqualTo(output);
      }
      case RunAnswer.Failed(var failure, _, _) -> {
        assertThat(store.task(task).orElseThrow().state()).isEqualTo(TaskState.FAILED);
        assertThat(store.task(task).orElseThrow().error().orElseThrow())
            .contains(failure.message());
      }
    }
  }

  @Test
  void what_the_same_call_would_meet_again_is_not_tried_again_and_tells_all_it_knows()
      throws InterruptedException {
    long task = enqueue("passes_on", Json.object(), Terms.DEFAULT);

    drain();

    assertThat(store.attempts(task)).hasSize(1);
    assertThat(store.attempts(task).getFirst().ending()).contains(Ending.REJECTED);
    var failure = Json.readOurs(result(task).result().orElseThrow()).path("failure");
    assertThat(failure.path("skill").asString()).isEqualTo("refuses");
    assertThat(failure.path("chain")).hasSize(2);
    assertThat(failure.path("kind").asString()).isEqualTo("refused");
  }

  @Test
  void a_skill_that_broke_is_tried_again_until_it_does_not() throws InterruptedException {
    var moody =
        skill(
            "moody",
            (_, _) ->
                broke.incrementAndGet() < 3
                    ? fail(Kind.BROKEN, "It broke")
                    : Json.object().put("tries", broke.get()));
    engine.swap(SkillSet.of(List.of(moody)));
    long task = enqueue("moody", Json.object(), Terms.DEFAULT);

    drain();

    assertThat(store.attempts(task)).extracting(Attempt::number).containsExactly(1, 2, 3);
    assertThat(result(task).result()).contains("{\"tries\":3}");
  }

  @Test
  void a_skill_that_takes_longer_than_its_attempt_may_is_timed_out() throws InterruptedException {
    var endless =
        skill(
            "endless",
            (_, _) -> {
              new CountDownLatch(1).await();
              return Json.object();
            });
    engine.swap(SkillSet.of(List.of(endless)));
    long task = enqueue("endless", Json.object(), ONCE.withTimeout(Duration.ofMillis(200)));

    drain();

    assertThat(store.attempts(task).getFirst().ending()).contains(Ending.TIMED_OUT);
    assertThat(store.task(task).orElseThrow().state()).isEqualTo(TaskState.FAILED);
  }

  @Test
  void a_run_waits_for_a_worker_that_hosts_its_skill() throws InterruptedException {
    long task = enqueue("newcomer", Json.object().put("x", 1), ONCE);
    drain();
    assertThat(store.task(task).orElseThrow().state()).isEqualTo(TaskState.QUEUED);

    try (var worker = worker()) {
      engine.swap(SkillSet.of(List.of(skill("newcomer", (input, _) -> input))));
      worker.drain();
      awaitEnd(task);
      worker.awaitEnd();
    }

    assertThat(result(task).result()).contains("{\"x\":1}");
  }

  @Test
  void a_skill_is_taken_by_every_name_that_it_is_known_by() throws InterruptedException {
    engine.swap(
        SkillSet.of(List.of(skill("echo_skill", (input, _) -> input)))
            .known(Map.of("echo", "echo_skill")));
    long task = enqueue("echo", Json.object().put("x", 1), ONCE);

    drain();

    assertThat(result(task).result()).contains("{\"x\":1}");
  }

  @Test
  void two_runs_are_two_tasks_but_those_of_one_key_are_one() throws InterruptedException {
    assertThat(enqueue("echo", Json.object(), ONCE))
        .isNotEqualTo(enqueue("echo", Json.object(), ONCE));

    var keyed = QueuedRuns.task("echo", Json.object(), Optional.of("march"), ONCE);
    var first = store.enqueue(List.of(keyed)).getFirst();
    assertThat(store.enqueue(List.of(keyed)).getFirst())
        .isEqualTo(new Enqueued.AlreadyLive(first.taskId()));
    drain();
    assertThat(store.enqueue(List.of(keyed)).getFirst()).isInstanceOf(Enqueued.Cached.class);
  }

  @Test
  void a_thousand_runs_give_each_its_own_answer() throws InterruptedException {
    var tasks =
        IntStream.range(0, 1_000)
            .mapToObj(i ->
                QueuedRuns.task(
                    "calculator",
                    json("{'operation':'multiply','a':%d,'b':2}".formatted(i)),
                    Optional.empty(),
                    ONCE))
            .toList();
    var ids = store.enqueue(tasks).stream().map(Enqueued::taskId).toList();

    drain();

    for (int i = 0; i < ids.size(); i++) {
      var output = Json.readOurs(result(ids.get(i)).result().orElseThrow());
      assertThat(output.path("result").asInt()).isEqualTo(2 * i);
    }
  }

  @Test
  void what_is_no_call_is_refused_before_it_is_a_task() {
    assertThatThrownBy(() -> enqueue("no name", Json.object(), ONCE))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("'no name'");
    var huge = Json.object().put("x", "x".repeat(QueuedRuns.INPUT_BYTES_MAX));
    assertThatThrownBy(() -> enqueue("echo", huge, ONCE))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("bytes");
  }

  private void awaitEnd(long task) throws InterruptedException {
    long mark = store.changeMark();
    while (store.task(task).orElseThrow().state().live()) {
      mark = store.awaitChange(mark, Duration.ofSeconds(1));
    }
  }
}
