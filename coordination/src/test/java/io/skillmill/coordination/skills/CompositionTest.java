package io.skillmill.coordination.skills;

import static io.skillmill.coordination.skills.Hosted.done;
import static io.skillmill.coordination.skills.Hosted.engine;
import static io.skillmill.coordination.skills.Hosted.failed;
import static io.skillmill.coordination.skills.Hosted.json;
import static io.skillmill.coordination.skills.Hosted.skill;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Skills that call skills: stacks, cycles, depths, errors. */
@Timeout(60)
class CompositionTest {

  private static final HostedSkill CALCULATOR =
      skill(
          "calculator",
          (input, _) -> {
            double a = input.path("a").asDouble();
            double b = input.path("b").asDouble();
            return switch (input.path("operation").asString()) {
              case "add" -> Json.object().put("result", a + b);
              case "multiply" -> Json.object().put("result", a * b);
              default -> throw SkillException.refused("Unknown operation");
            };
          });

  /** Calls the next and passes on what comes. */
  private static HostedSkill link(String name, String next) {
    return skill(name, (input, context) -> context.call(next, input));
  }

  private static HostedSkill leaf(String name) {
    return skill(name, (_, _) -> Json.object().put("leaf", name));
  }

  private static ObjectNode operation(String operation, double a, double b) {
    return Json.object().put("operation", operation).put("a", a).put("b", b);
  }

  private static JsonNode result(SkillContext context, String operation, double a, double b)
      throws SkillException {
    return context.call("calculator", operation(operation, a, b)).path("result");
  }

  @Test
  void a_skill_is_made_of_others() {
    var formula =
        skill(
            "compound_formula",
            (input, context) -> {
              double x = result(context, "multiply", input.path("x").asDouble(), 2).asDouble();
              double y = result(context, "multiply", input.path("y").asDouble(), 3).asDouble();
              double z = result(context, "add", x, y).asDouble() + input.path("z").asDouble();
              return Json.object().put("result", z);
            });
    try (var engine = engine(CALCULATOR, formula)) {
      var answer = engine.run(RunRequest.of("compound_formula", json("{'x':5,'y':3,'z':7}")));

      assertThat(done(answer).path("result").asDouble()).isEqualTo(26);
    }
  }

  @Test
  void a_cycle_is_refused_with_the_chain_direct_or_not() {
    try (var engine = engine(link("a", "b"), link("b", "a"), link("self", "self"))) {
      var round = failed(engine.run(RunRequest.of("a", Json.object())));
      var self = failed(engine.run(RunRequest.of("self", Json.object())));

      assertThat(round.message()).isEqualTo("Circular dependency detected: a -> b -> a");
      assertThat(round.kind()).isEqualTo(Kind.CYCLE);
      assertThat(round.chain()).containsExactly("a", "b", "a");
      assertThat(self.message()).isEqualTo("Circular dependency detected: self -> self");
    }
  }

  @Test
  void five_skills_fit_on_the_stack_and_the_sixth_is_refused() {
    try (var engine =
        engine(
            link("a", "b"),
            link("b", "c"),
            link("c", "d"),
            link("d", "e"),
            link("e", "f"),
            leaf("f"))) {
      assertThat(done(engine.run(RunRequest.of("b", Json.object()))).path("leaf").asString())
          .isEqualTo("f");
      var refused = failed(engine.run(RunRequest.of("a", Json.object())));

      assertThat(refused.message())
          .isEqualTo("Max call depth (5) exceeded: a -> b -> c -> d -> e -> f");
      assertThat(refused.kind()).isEqualTo(Kind.TOO_DEEP);
    }
  }

  @Test
  void the_depth_is_the_calls_or_the_skills_or_the_hosts() {
    var skills = new ArrayList<HostedSkill>();
    for (int n = 0; n < 9; n++) {
      skills.add(n == 8 ? leaf("s8") : link("s" + n, "s" + (n + 1)));
    }
    var roomy = SkillLimits.DEFAULT.withCallDepth(OptionalInt.of(9));
    skills.add(
        HostedSkill.of(
            Hosted.declaration("roomy").within(roomy), (input, c) -> c.call("s1", input)));
    var narrow = SkillLimits.DEFAULT.withCallDepth(OptionalInt.of(2));
    skills.add(
        HostedSkill.of(
            Hosted.declaration("narrow").within(narrow), (input, c) -> c.call("s7", input)));
    try (var engine = SkillEngine.of(SkillSet.of(skills))) {
      assertThat(failed(engine.run(RunRequest.of("s0", Json.object()))).kind())
          .isEqualTo(Kind.TOO_DEEP);
      done(engine.run(new RunRequest("s0", Json.object(), depth(9))));
      done(engine.run(RunRequest.of("roomy", Json.object())));
      assertThat(failed(engine.run(RunRequest.of("narrow", Json.object()))).message())
          .isEqualTo("Max call depth (2) exceeded: narrow -> s7 -> s8");
      assertThat(failed(engine.run(new RunRequest("s1", Json.object(), depth(2)))).chain())
          .hasSize(3);
    }
    try (var engine = SkillEngine.of(SkillSet.of(skills.subList(0, 9)), 9)) {
      done(engine.run(RunRequest.of("s0", Json.object())));
    }
  }

  private static RunRequest.Terms depth(int depth) {
    return new RunRequest.Terms(
        Map.of(), Optional.empty(), OptionalInt.of(depth), Optional.empty(), false);
  }

  @Test
  void the_same_skill_twice_side_by_side_is_no_cycle() {
    var twice =
        skill(
            "twice",
            (input, context) -> {
              context.call("leaf", input);
              return context.call("link", input);
            });
    try (var engine = engine(twice, link("link", "leaf"), leaf("leaf"))) {
      done(engine.run(RunRequest.of("twice", Json.object())));
    }
  }

  @Test
  void an_error_can_be_caught_and_otherwise_arrives_once_with_all_that_is_known() {
    var failing =
        skill(
            "failing",
            (_, _) -> {
              throw SkillException.broken("ValueError", "no such luck");
            });
    var careful =
        skill(
            "careful",
            (input, context) -> {
              try {
                return context.call("caller", input);
              } catch (SkillException e) {
                return Json.object().put("caught", e.failure().message());
              }
            });
    try (var engine = engine(failing, link("caller", "failing"), careful)) {
      var failure = failed(engine.run(RunRequest.of("caller", Json.object())));
      var caught = done(engine.run(RunRequest.of("careful", Json.object())));

      assertThat(failure.message()).isEqualTo("no such luck");
      assertThat(failure.skill()).isEqualTo("failing");
      assertThat(failure.chain()).containsExactly("caller", "failing");
      assertThat(failure.type()).isEqualTo("ValueError");
      assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
      assertThat(caught.path("caught").asString()).isEqualTo("no such luck");
    }
  }

  @Test
  void a_skill_that_is_not_there_is_named() {
    try (var engine = engine(link("caller", "nonexistent_skill"))) {
      var nested = failed(engine.run(RunRequest.of("caller", Json.object())));
      var entry = failed(engine.run(RunRequest.of("nope", Json.object())));

      assertThat(nested.message()).contains("nonexistent_skill");
      assertThat(nested.chain()).containsExactly("caller", "nonexistent_skill");
      assertThat(nested.kind()).isEqualTo(Kind.UNKNOWN_SKILL);
      assertThat(entry.message()).isEqualTo("Skill not found: nope");
    }
  }

  @Test
  void calls_made_together_run_together_and_see_the_stack() throws Exception {
    var both = new CountDownLatch(2);
    var waiting =
        skill(
            "waiting",
            (input, context) -> {
              both.countDown();
              both.await();
              return Json.object()
                  .put("n", input.path("n").asInt())
                  .put("on", context.chain().getLast());
            });
    var parent =
        skill(
            "parent",
            (_, context) -> {
              var outputs =
                  context.callAll(
                      List.of(
                          new SkillContext.Call("waiting", json("{'n':1}")),
                          new SkillContext.Call("waiting", json("{'n':2}"))));
              return Json.array().addAll(outputs);
            });
    var round =
        skill(
            "round",
            (input, context) ->
                context.callAll(List.of(new SkillContext.Call("round", input))).getFirst());
    try (var engine = engine(waiting, parent, round)) {
      var outputs = done(engine.run(RunRequest.of("parent", Json.object())));

      assertThat(outputs.path(0).path("n").asInt()).isEqualTo(1);
      assertThat(outputs.path(1).path("n").asInt()).isEqualTo(2);
      assertThat(failed(engine.run(RunRequest.of("round", Json.object()))).message())
          .isEqualTo("Circular dependency detected: round -> round");
    }
  }

  @Test
  void the_first_of_several_that_fails_ends_the_others() {
    var interrupted = new CountDownLatch(1);
    var sleeping =
        skill(
            "sleeping",
            (_, _) -> {
              try {
                new CountDownLatch(1).await();
                throw new AssertionError();
              } finally {
                interrupted.countDown();
              }
            });
    var failing =
        skill(
            "failing",
            (_, _) -> {
              throw SkillException.refused("not this");
            });
    var parent =
        skill(
            "parent",
            (input, context) ->
                context
                    .callAll(
                        List.of(
                            new SkillContext.Call("sleeping", input),
                            new SkillContext.Call("failing", input)))
                    .getFirst());
    try (var engine = engine(sleeping, failing, parent)) {
      assertThat(failed(engine.run(RunRequest.of("parent", Json.object()))).message())
          .isEqualTo("not this");
      assertThat(interrupted).satisfies(CountDownLatch::await);
    }
  }

  @Test
  void a_call_has_no_more_time_than_its_caller() {
    var sleeping =
        skill(
            "sleeping",
            (_, _) -> {
              new CountDownLatch(1).await();
              return Json.object();
            });
    var hurried =
        HostedSkill.of(
            Hosted.declaration("hurried")
                .within(SkillLimits.DEFAULT.withTimeout(Duration.ofMillis(50))),
            (input, context) -> context.call("sleeping", input));
    var patient =
        skill(
            "patient",
            (input, context) -> {
              try {
                return context.call("hurried", input);
              } catch (SkillException e) {
                return Json.object().put("kind", e.failure().kind().word());
              }
            });
    try (var engine = engine(sleeping, hurried, patient)) {
      assertThat(failed(engine.run(RunRequest.of("hurried", Json.object()))).kind())
          .isEqualTo(Kind.TIMEOUT);
      assertThat(done(engine.run(RunRequest.of("patient", Json.object()))).path("kind").asString())
          .isEqualTo("timeout");
    }
  }

  @Test
  void of_ten_thousand_runs_at_a_time_none_sees_anothers_stack() throws Exception {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var skills = new ArrayList<HostedSkill>();
    for (int n = 0; n < 8; n++) {
      int next = n + 1;
      skills.add(
          skill(
              "s" + n,
              (input, context) -> {
                int left = input.path("left").asInt();
                if (left == 0) {
                  var chain = Json.array();
                  context.chain().forEach(chain::add);
                  return Json.object()
                      .put("secret", context.credential("who").orElseThrow())
                      .set("chain", chain);
                }
                LockSupport.parkNanos(1_000);
                return context.call("s" + next, Json.object().put("left", left - 1));
              }));
    }
    try (var engine = SkillEngine.of(SkillSet.of(skills));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var wanted = new ArrayList<Integer>();
      var runs = new ArrayList<Future<String>>();
      for (int run = 0; run < 10_000; run++) {
        int calls = random.nextInt(7);
        var terms =
            new RunRequest.Terms(
                Map.of("who", "caller-" + run),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                false);
        wanted.add(calls);
        runs.add(
            threads.submit(() ->
                told(engine.run(new RunRequest("s0", Json.object().put("left", calls), terms)))));
      }
      for (int run = 0; run < runs.size(); run++) {
        assertThat(runs.get(run).get())
            .as("seed %d, run %d", seed, run)
            .isEqualTo(right(run, wanted.get(run)));
      }
    }
  }

  private static String right(int run, int calls) {
    var names = IntStream.rangeClosed(0, calls).mapToObj(n -> "s" + n).toList();
    return calls < 5
        ? "caller-" + run + " " + names
        : "Max call depth (5) exceeded: s0 -> s1 -> s2 -> s3 -> s4 -> s5";
  }

  private static String told(io.skillmill.schema.run.RunAnswer answer) {
    if (answer instanceof io.skillmill.schema.run.RunAnswer.Failed failed) {
      return failed.failure().message();
    }
    var output = done(answer);
    var names = new ArrayList<String>();
    output.path("chain").forEach(name -> names.add(name.asString()));
    return output.path("secret").asString() + " " + names;
  }
}
