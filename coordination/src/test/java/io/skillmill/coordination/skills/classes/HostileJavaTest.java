package io.skillmill.coordination.skills.classes;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.About;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Skills in Java that wish the host ill. */
@Timeout(120)
class HostileJavaTest {

  /** More than there are processors, and threads that carry virtual ones. */
  private static final int LOOPS = 4 * Runtime.getRuntime().availableProcessors() + 4;

  private static volatile boolean over;
  private static final AtomicLong TURNED_AWAY = new AtomicLong();
  private static final AtomicLong CALLERS = new AtomicLong();

  @TempDir Path home;

  /** Does what its input says. */
  public static final class Rogue implements SkillCode {
    @Override
    public JsonNode run(ObjectNode input, SkillContext context) throws Exception {
      return switch (input.path("deed").asString("")) {
        case "loop" -> loop();
        case "loop together" -> together(context);
        case "call loop" -> context.call("other", Json.object().put("deed", "loop"));
        case "recurse" -> Json.object().put("depth", depth(0));
        case "recurse by calls" -> calls(context, 0);
        case "allocate" -> Json.object().put("sum", new long[Integer.MAX_VALUE].length);
        case "error" -> throw new AssertionError("never");
        case "interrupt" -> {
          Thread.currentThread().interrupt();
          yield input;
        }
        case "threads" -> threads();
        case "call on" -> callOn(context);
        case "leave a caller" -> {
          new Thread(() -> callOn(context)).start();
          yield Json.object();
        }
        case "deep" -> deep();
        case "deep call" -> context.call("other", deep());
        default -> input;
      };
    }

    private static JsonNode loop() {
      while (!over) {
        Thread.onSpinWait();
      }
      return Json.object();
    }

    private static JsonNode together(SkillContext context) throws Exception {
      var deeds = new ArrayList<Callable<JsonNode>>();
      for (int i = 0; i < LOOPS; i++) {
        deeds.add(Rogue::loop);
      }
      context.together(deeds);
      return Json.object();
    }

    private static long depth(long n) {
      return n < 0 ? n : 1 + depth(n + 1);
    }

    private static JsonNode calls(SkillContext context, int n) throws Exception {
      JsonNode called = context.call("other", Json.object().put("n", n));
      if (called.path("n").asInt() < 0) {
        return called;
      }
      return Json.array().add(calls(context, n + 1));
    }

    private static JsonNode callOn(SkillContext context) {
      CALLERS.incrementAndGet();
      while (!over) {
        try {
          context.call("other", Json.object());
        } catch (SkillException _) {
          TURNED_AWAY.incrementAndGet();
        }
      }
      CALLERS.decrementAndGet();
      return Json.object();
    }

    private static JsonNode threads() {
      for (int i = 0; i < 50; i++) {
        new Thread(Rogue::loop).start();
      }
      return Json.object();
    }

    private static ObjectNode deep() {
      var root = Json.object();
      var inner = root;
      for (int i = 0; i < 20_000; i++) {
        inner = inner.putObject("a");
      }
      return root;
    }
  }

  @BeforeEach
  void begin() {
    over = false;
  }

  /** Lets those end that never would. */
  @AfterEach
  void end() {
    over = true;
  }

  private HostedSkill rogue(String name, SkillLimits limits) {
    var declaration =
        new SkillDeclaration(
            name,
            About.of("Wishes the host ill"),
            Json.object(),
            Json.object(),
            limits,
            List.of(),
            Optional.empty(),
            new Implementation(
                Implementation.Kind.JAVA, Json.object().put("class", Rogue.class.getName())));
    return HostedSkill.of(declaration, new JavaKind().load(declaration, home));
  }

  private SkillEngine engine(Duration timeout) {
    return SkillEngine.of(
        SkillSet.of(
            List.of(
                rogue("rogue", SkillLimits.DEFAULT.withTimeout(timeout)),
                rogue("other", SkillLimits.DEFAULT),
                rogue("good", SkillLimits.DEFAULT))));
  }

  private static RunAnswer run(SkillEngine engine, String skill, String deed) {
    return engine.run(RunRequest.of(skill, Json.object().put("deed", deed)));
  }

  private static RunFailure failed(RunAnswer answer) {
    return switch (answer) {
      case RunAnswer.Failed(var failure, _, _) -> failure;
      case RunAnswer.Done(var output, _, _) -> throw new AssertionError("It gave " + output);
    };
  }

  /** On virtual threads, as a server has them. */
  private static void othersAreAnswered(SkillEngine engine) throws Exception {
    var callers = Executors.newVirtualThreadPerTaskExecutor();
    try {
      var answers = new ArrayList<Future<RunAnswer>>();
      for (int i = 0; i < 100; i++) {
        answers.add(callers.submit(() -> run(engine, "good", "nothing")));
      }
      for (var answer : answers) {
        assertThat(answer.get(20, TimeUnit.SECONDS)).isInstanceOf(RunAnswer.Done.class);
      }
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void loops_without_end_keep_no_other_skill_waiting_before_their_time_or_after() throws Exception {
    for (String deed : List.of("loop", "loop together", "call loop")) {
      over = false;
      var callers = Executors.newVirtualThreadPerTaskExecutor();
      try (var engine = engine(Duration.ofSeconds(2))) {
        var loops = new ArrayList<Future<RunAnswer>>();
        for (int i = 0; i < (deed.equals("loop together") ? 1 : LOOPS); i++) {
          loops.add(callers.submit(() -> run(engine, "rogue", deed)));
        }
        othersAreAnswered(engine);
        for (var loop : loops) {
          assertThat(failed(loop.get(20, TimeUnit.SECONDS)).kind())
              .as(deed)
              .isEqualTo(Kind.TIMEOUT);
        }
        othersAreAnswered(engine);
      } finally {
        over = true;
        callers.shutdownNow();
      }
    }
  }

  @Test
  void what_a_call_breaks_is_that_call_alone() throws Exception {
    try (var engine = engine(Duration.ofSeconds(20))) {
      for (var broken :
          List.of(
              List.of("recurse", "StackOverflowError"),
              List.of("recurse by calls", "StackOverflowError"),
              List.of("allocate", "OutOfMemoryError"),
              List.of("error", "AssertionError"))) {
        var failure = failed(run(engine, "rogue", broken.getFirst()));
        assertThat(failure.kind()).as(broken.getFirst()).isEqualTo(Kind.BROKEN);
        assertThat(failure.type()).isEqualTo(broken.getLast());
        assertThat(run(engine, "rogue", "nothing")).isInstanceOf(RunAnswer.Done.class);
      }
      for (String deed : List.of("interrupt", "threads")) {
        assertThat(run(engine, "rogue", deed)).as(deed).isInstanceOf(RunAnswer.Done.class);
        othersAreAnswered(engine);
      }
    }
  }

  /** A turn that was lost would be missed by all who come later. */
  @Test
  void however_deep_it_calls_no_turn_is_lost() {
    var narrow = SkillLimits.DEFAULT.withConcurrency(2).withTimeout(Duration.ofSeconds(5));
    try (var engine =
        SkillEngine.of(
            SkillSet.of(List.of(rogue("rogue", SkillLimits.DEFAULT), rogue("other", narrow))))) {
      for (int i = 0; i < 10; i++) {
        var failure = failed(run(engine, "rogue", "recurse by calls"));
        assertThat(failure.type()).as("%s", failure).isEqualTo("StackOverflowError");
      }
      assertThat(run(engine, "other", "nothing")).isInstanceOf(RunAnswer.Done.class);
    }
  }

  @Test
  void what_is_left_behind_calls_nobody_once_its_time_is_over() {
    for (String deed : List.of("call on", "leave a caller")) {
      over = false;
      try (var engine = engine(Duration.ofMillis(500))) {
        run(engine, "rogue", deed);
        await(TURNED_AWAY.get() + 1);
        long calls = engine.skills().find("other").orElseThrow().meter().calls();
        await(TURNED_AWAY.get() + 1_000);
        assertThat(engine.skills().find("other").orElseThrow().meter().calls()).isEqualTo(calls);
      } finally {
        over = true;
      }
      while (CALLERS.get() > 0) {
        Thread.onSpinWait(); // or it would be taken for the next one
      }
    }
  }

  private static void await(long turnedAway) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (TURNED_AWAY.get() < turnedAway) {
      assertThat(System.nanoTime() < end).as("it is turned away in time").isTrue();
      Thread.onSpinWait();
    }
  }

  @Test
  void what_nests_without_end_is_neither_input_nor_output() {
    try (var engine = engine(Duration.ofSeconds(20))) {
      var failure = failed(run(engine, "rogue", "deep"));
      assertThat(failure.type()).isEqualTo("OutputTooDeep");
      assertThat(failed(run(engine, "rogue", "deep call")).kind()).isEqualTo(Kind.TOO_LARGE);
    }
  }

  @Test
  void one_that_ignores_its_end_keeps_its_own_turns_and_nobody_elses() throws Exception {
    var callers = Executors.newVirtualThreadPerTaskExecutor();
    var narrow = SkillLimits.DEFAULT.withConcurrency(2).withTimeout(Duration.ofMillis(300));
    var begun = new CountDownLatch(2);
    try (var engine =
        SkillEngine.of(
            SkillSet.of(List.of(rogue("rogue", narrow), rogue("good", SkillLimits.DEFAULT))))) {
      var loops = new ArrayList<Future<RunAnswer>>();
      for (int i = 0; i < 2; i++) {
        loops.add(
            callers.submit(() -> {
              begun.countDown();
              return run(engine, "rogue", "loop");
            }));
      }
      begun.await();
      for (var loop : loops) {
        assertThat(failed(loop.get()).kind()).isEqualTo(Kind.TIMEOUT);
      }
      assertThat(failed(run(engine, "rogue", "nothing")).kind()).isEqualTo(Kind.BUSY);
      othersAreAnswered(engine);
    } finally {
      callers.shutdownNow();
    }
  }
}
