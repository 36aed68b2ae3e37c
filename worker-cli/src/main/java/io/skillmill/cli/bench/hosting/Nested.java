package io.skillmill.cli.bench.hosting;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.About;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** What it costs that one skill calls another in the same process. */
final class Nested {

  private static final int CALLS = 1_000;
  private static final int WARM_UP = 200;
  private static final int ROUNDS = 101;
  private static final int THREADS = 32;
  private static final int RUNS_A_THREAD = 500;

  private Nested() {}

  /** The median of many runs, each with a thousand calls, and how fast many runs at a time are. */
  static ObjectNode measure() throws InterruptedException {
    var inner = skill("inner", (input, _) -> input);
    var outer =
        skill(
            "outer",
            (input, context) -> {
              for (int i = 0; i < CALLS; i++) {
                context.call("inner", input);
              }
              return input;
            });
    try (var engine = SkillEngine.of(SkillSet.of(List.of(inner, outer)))) {
      for (int i = 0; i < WARM_UP; i++) {
        run(engine, "outer");
      }
      var nanos = new long[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        long start = System.nanoTime();
        run(engine, "outer");
        nanos[i] = (System.nanoTime() - start) / CALLS;
      }
      var times = new Times(nanos, 1);
      return Json.object()
          .put("call_p50_us", times.percentile(0.5))
          .put("call_p99_us", times.percentile(0.99))
          .put("top_level_runs_per_second", manyAtATime(engine));
    }
  }

  private static void run(SkillEngine engine, String name) {
    if (engine.run(RunRequest.of(name, Json.object().put("x", 1)))
        instanceof RunAnswer.Failed(var failure, _, _)) {
      throw new IllegalStateException(failure.message());
    }
  }

  private static long manyAtATime(SkillEngine engine) throws InterruptedException {
    var left = new CountDownLatch(THREADS);
    long start = System.nanoTime();
    for (int i = 0; i < THREADS; i++) {
      Thread.ofVirtual()
          .start(() -> {
            for (int n = 0; n < RUNS_A_THREAD; n++) {
              run(engine, "inner");
            }
            left.countDown();
          });
    }
    left.await();
    long seconds = Math.max(1, System.nanoTime() - start);
    return Math.round(THREADS * RUNS_A_THREAD * (double) TimeUnit.SECONDS.toNanos(1) / seconds);
  }

  private static HostedSkill skill(String name, SkillCode code) {
    var number = Json.object().put("type", "object");
    number.putObject("properties").putObject("x").put("type", "number");
    var limits = SkillLimits.DEFAULT;
    var declaration =
        new SkillDeclaration(
            name,
            About.of("Measured"),
            number,
            Json.object(),
            limits,
            List.of(),
            Optional.empty(),
            new Implementation(Implementation.Kind.JAVA, Json.object()));
    return HostedSkill.of(declaration, code);
  }
}
