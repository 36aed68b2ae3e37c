package io.skillmill.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.cli.http.Settings;
import io.skillmill.coordination.chaos.BadLink;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.RemoteSkillStore;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.db.dialect.FixedPort;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.Parsers;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Counts;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskType;
import io.skillmill.schema.task.WorkerCard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was done, and its answer lost on the way, is not done again; nothing is lost for good. */
@Timeout(120)
class LostAnswersTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path directory;
  private LocalSkillStore local;
  private StoreHost host;
  private BadLink link;
  private SkillStore store;

  @BeforeEach
  void open() throws IOException {
    local = LocalSkillStore.open(directory.resolve("store.db"));
    host = host(FixedPort.pick());
    link = BadLink.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), host.port()));
    store = RemoteSkillStore.open("http://127.0.0.1:" + link.port(), Optional.empty());
  }

  private StoreHost host(int port) {
    var settings =
        new Settings(
            "127.0.0.1", port, Optional.empty(), io.skillmill.cli.http.Limits.DEFAULT, "test");
    return StoreHost.open(local, settings, Throwable::printStackTrace);
  }

  @AfterEach
  void close() {
    store.close();
    link.close();
    host.close();
    local.close();
  }

  /** Loses the first answer to it, and then mends the link. */
  private <T> T losingTheAnswer(Callable<T> call) throws Exception {
    return losingTheAnswer(call, () -> {});
  }

  private <T> T losingTheAnswer(Callable<T> call, Runnable meanwhile) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long lost = link.lost();
      link.mode(BadLink.Mode.LOSE_REPLIES);
      Future<T> answer = threads.submit(call);
      assertThat(link.awaitLost(lost + 1, SOON)).as("an answer was lost").isTrue();
      meanwhile.run();
      link.heal();
      return answer.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static NewTask task(String path) {
    return NewTask.of(TaskType.PARSE, path);
  }

  private Registration worker(String name) {
    return store.register(new WorkerCard(name, "localhost", 1, 1));
  }

  private static ClaimRequest request(Registration worker, int max) {
    return new ClaimRequest(worker, List.of(), Set.of("agent-skill"), max);
  }

  // ---- one call

  @Test
  @Tag("I2")
  void tasks_without_a_key_are_enqueued_once() throws Exception {
    var answers = losingTheAnswer(() -> store.enqueue(List.of(task("a"), task("b"))));

    assertThat(answers).hasSize(2).allMatch(Enqueued.Queued.class::isInstance);
    assertThat(local.counts()).isEqualTo(new Counts(2, 0, 0, 0, 0));
    assertThat(local.task(answers.getFirst().taskId())).isPresent();
  }

  @Test
  @Tag("I5")
  void a_claim_is_granted_once() throws Exception {
    store.enqueue(List.of(task("a"), task("b")));
    var worker = worker("w");

    var answer = losingTheAnswer(() -> store.claim(request(worker, 1)));

    assertThat(((ClaimAnswer.Granted) answer).claims()).hasSize(1);
    assertThat(local.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0));
  }

  @Test
  @Tag("I13")
  void a_finish_is_recorded_once() throws Exception {
    store.enqueue(List.of(task("a")));
    var worker = worker("w");
    var claim = ((ClaimAnswer.Granted) store.claim(request(worker, 1))).claims().getFirst();
    var finish = completed(claim.lease());

    assertThat(losingTheAnswer(() -> store.finish(List.of(finish))))
        .containsExactly(FinishAnswer.RECORDED);
    assertThat(local.attempts(claim.taskId())).hasSize(1);
    assertThat(local.workers().getFirst().tasksCompleted()).isEqualTo(1);
  }

  private static Finish completed(Lease lease) {
    return new Finish(lease, new Outcome.Completed("{}"), Instant.EPOCH, Duration.ofMillis(1));
  }

  @Test
  void a_worker_is_registered_once() throws Exception {
    var registration =
        losingTheAnswer(() -> store.register(new WorkerCard("w", "localhost", 1, 1)));

    assertThat(store.claim(request(registration, 1))).isInstanceOf(ClaimAnswer.Granted.class);
  }

  @Test
  void an_order_tells_how_many_it_was_about() throws Exception {
    store.enqueue(List.of(task("a"), task("b"), task("c")));

    assertThat(losingTheAnswer(() -> store.cancel(new TaskSelection.All()))).isEqualTo(3);
  }

  // ---- and the server is started anew meanwhile

  private void startAnew() {
    int port = host.port();
    host.close();
    host = host(port);
  }

  @Test
  @Tag("I2")
  void tasks_are_not_enqueued_again_by_a_server_that_cannot_know() throws Exception {
    var told =
        losingTheAnswer(
            () -> {
              try {
                store.enqueue(List.of(task("a")));
                return Optional.<Problem>empty();
              } catch (ProblemException e) {
                return Optional.of(e.problem());
              }
            },
            this::startAnew);

    assertThat(told)
        .hasValueSatisfying(problem -> {
          assertThat(problem.kind()).isEqualTo(Problem.Kind.STORE);
          assertThat(problem.what()).contains("does not know any more");
        });
    assertThat(local.counts().total()).isEqualTo(1);
  }

  @Test
  void tasks_with_keys_are_found_again() throws Exception {
    var keyed = task("a").withKey("k");

    var answers = losingTheAnswer(() -> store.enqueue(List.of(keyed)), this::startAnew);

    assertThat(answers.getFirst()).isInstanceOf(Enqueued.AlreadyLive.class);
    assertThat(local.counts().total()).isEqualTo(1);
  }

  @Test
  void leases_outlive_the_server() {
    store.enqueue(List.of(task("a")));
    var worker = worker("w");
    var claim = ((ClaimAnswer.Granted) store.claim(request(worker, 1))).claims().getFirst();

    startAnew();

    assertThat(store.finish(List.of(completed(claim.lease()))))
        .containsExactly(FinishAnswer.RECORDED);
  }

  // ---- a whole worker

  @Test
  @Tag("I7")
  void a_worker_on_a_bad_link_to_a_server_that_restarts_does_everything_once() throws Exception {
    int tasks = 300;
    store.enqueue(
        IntStream.range(0, tasks)
            .mapToObj(n ->
                task("skills/" + n)
                    .withSource(SkillSource.single("SKILL.md", skill(n)))
                    .withParser(new NewTask.ParserRef("agent-skill", "1")))
            .toList());
    try (var worker =
        SkillWorker.builder(store, Handlers.of(Parsers.builtIn(), Limits.DEFAULT))
            .slots(2)
            .start()) {
      for (int round = 0; round < 6; round++) {
        long lost = link.lost();
        link.mode(round % 2 == 0 ? BadLink.Mode.LOSE_REPLIES : BadLink.Mode.SWALLOW);
        assertThat(link.awaitLost(lost + 1, SOON)).isTrue();
        if (round % 3 == 0) {
          startAnew();
        }
        link.heal();
        link.cut();
      }
      var report = worker.drain().awaitEnd(Duration.ofSeconds(60)).orElseThrow();

      assertThat(report.problem()).isEmpty();
    }
    assertThat(local.counts()).isEqualTo(new Counts(0, 0, tasks, 0, 0));
    assertThat(local.check()).isEmpty();
  }

  private static byte[] skill(int number) {
    return "---\nname: s%d\ndescription: Does thing %d.\n---\n# S\n\nRun `make`.\n"
        .formatted(number, number)
        .getBytes(StandardCharsets.UTF_8);
  }
}
