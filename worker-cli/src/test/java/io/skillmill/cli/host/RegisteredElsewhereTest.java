package io.skillmill.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.skills.hosting.Plan;
import io.skillmill.coordination.skills.queued.QueuedRuns;
import io.skillmill.coordination.skills.registry.Application;
import io.skillmill.coordination.skills.registry.Outcome;
import io.skillmill.coordination.skills.registry.Registrar;
import io.skillmill.coordination.skills.registry.Subscription;
import io.skillmill.coordination.skills.registry.Welcome;
import io.skillmill.coordination.store.LocalSkillStore;
import io.skillmill.coordination.store.RemoteSkillStore;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.Parsers;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RegisteredSkill;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Skills that one host registers are run by workers that know nothing but its address. */
@Timeout(120)
class RegisteredElsewhereTest {

  @TempDir Path directory;
  private LocalSkillStore store;
  private Registrar registrar;
  private StoreHost host;
  private SkillStore remote;

  @BeforeEach
  void serve() {
    store = LocalSkillStore.open(directory.resolve("store.db"));
    registrar = Registrar.open(store.database(), Plan.nothing(), Kinds.all());
    host =
        StoreHost.open(
            store,
            Skills.of(registrar, true),
            Served.local(Optional.empty()),
            Throwable::printStackTrace);
    remote = RemoteSkillStore.open(host.url(), Optional.empty());
  }

  @AfterEach
  void close() {
    remote.close();
    host.close();
    registrar.close();
    store.close();
  }

  private void register(String source) {
    var declaration =
        (ObjectNode)
            Json.readOurs(
                """
                {"name": "twice", "inputs": {"x": "number"}, "implementation": {"kind": "javascript"}}
                """);
    assertThat(registrar.register(Application.of(declaration, Optional.of(source)), "test"))
        .isInstanceOf(Outcome.Accepted.class);
  }

  private static void await(BooleanSupplier what) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!what.getAsBoolean()) {
      assertThat(System.nanoTime() < end).as("it is seen in time").isTrue();
      new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
    }
  }

  private long enqueue(int x) {
    var task =
        QueuedRuns.task(
            "twice", Json.object().put("x", x), Optional.empty(), NewTask.Terms.DEFAULT);
    return remote.enqueue(List.of(task)).getFirst().taskId();
  }

  private String result(long task) throws InterruptedException {
    await(() -> remote.task(task).orElseThrow().state().equals(TaskState.COMPLETED));
    return remote.result(task).orElseThrow().result().orElseThrow();
  }

  @Test
  void a_worker_on_a_store_over_http_runs_what_is_registered_there_now_and_later()
      throws Exception {
    try (var subscription = Subscription.open(remote, Plan.nothing(), Kinds.all(), Welcome.USUAL);
        var worker =
            SkillWorker.builder(
                    remote,
                    QueuedRuns.handlers(
                        Handlers.of(Parsers.builtIn(), Limits.DEFAULT),
                        subscription.hosting().engine()))
                .slots(2)
                .start()) {
      assertThat(worker.id()).isNotBlank();
      assertThat(subscription.hosting().snapshot().mounted()).isEmpty();
      register("export default ({x}) => ({value: 2 * x})");
      assertThat(result(enqueue(4))).contains("8");

      register("export default ({x}) => ({value: 20 * x})");
      var engine = subscription.hosting().engine();
      var before = engine.skills().find("twice").orElseThrow();
      await(() -> engine.skills().find("twice").orElseThrow() != before);
      assertThat(result(enqueue(4))).contains("80");

      registrar.remove("twice", "test");
      await(() -> engine.skills().find("twice").isEmpty());
    }
  }

  @Test
  void the_store_tells_what_serves_alike_here_and_over_http() {
    assertThat(remote.registered()).isEmpty();
    register("export default ({x}) => ({value: 2 * x})");
    assertThat(remote.registered()).hasSize(1).isEqualTo(store.registered());
    var revision = remote.registered().getFirst().revision();
    assertThat(remote.registered(revision))
        .isEqualTo(store.registered(revision))
        .hasValueSatisfying(skill -> assertThat(skill.source()).contains("2 * x"));
    assertThat(remote.registered(new RegisteredSkill.Revision(revision.skill(), 99))).isEmpty();
  }
}
