package io.skillmill.coordination.skills.composite;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.skills.SkillException;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

/** Branches, failures, groups and bounds of skills made of steps. */
@Timeout(60)
class CompositeTest extends CompositeScene {

  // diamonds, failures, branches

  @Test
  void the_same_skill_twice_side_by_side_is_no_cycle() {
    link("left", "leaf");
    link("right", "leaf");
    composite(
        "top",
        """
        {'steps': [{'id': 'l', 'call': 'left'}, {'id': 'r', 'call': 'right'}],
         'return': ['${steps.l.result.n}', '${steps.r.result.n}']}
        """);
    code("leaf", (_, _) -> Json.object().put("n", 1));

    assertThat(done("top", "{}")).isEqualTo(Json.readOurs("[1,1]"));
  }

  @Test
  void a_failure_is_passed_over_where_the_step_says_so_and_arrives_whole_where_not() {
    code(
        "failing",
        (_, _) -> {
          throw SkillException.broken("ValueError", "no such luck");
        });
    composite(
        "careful",
        """
        {'steps': [{'id': 'f', 'call': 'failing', 'on_error': 'continue',
                    'default': {'value': '${inputs.otherwise}'}},
                   {'id': 'g', 'call': 'nonexistent_skill', 'on_error': 'continue'}],
         'return': {'value': '${steps.f.result.value}', 'status': '${steps.f.status}',
                    'error': '${steps.f.error.type}: ${steps.f.error.message}',
                    'missing': '${steps.g.error.message}', 'nothing': '${steps.g.result}'}}
        """);
    link("caller", "failing");

    assertThat(done("careful", "{'otherwise': 7}"))
        .isEqualTo(
            json(
                """
                {'value': 7, 'status': 'failed', 'error': 'ValueError: no such luck',
                 'missing': 'Skill not found: nonexistent_skill', 'nothing': null}
                """));
    var failure = failed("caller", "{}");
    assertThat(failure.skill()).isEqualTo("failing");
    assertThat(failure.chain()).containsExactly("caller", "failing");
    assertThat(failure.message()).isEqualTo("no such luck");
  }

  @Test
  void a_step_runs_only_when_its_condition_holds() {
    var calls = new AtomicInteger();
    code("count", (_, _) -> Json.object().put("calls", calls.incrementAndGet()));
    composite(
        "branch",
        """
        {'steps': [
          {'id': 'big', 'call': 'count', 'when': 'inputs.n > 10 and not inputs.quiet',
           'default': 'passed over'},
          {'id': 'small', 'call': 'count', 'when': '${inputs.n <= 10}'},
          {'id': 'both', 'call': 'count',
           'when': 'steps.big.status == ^done^ or steps.small.status == ^done^'},
          {'id': 'never', 'call': 'count', 'when': false}],
         'return': ['${steps.big.status}', '${steps.big.result}', '${steps.small.status}',
                    '${steps.both.status}', '${steps.never.status}']}
        """);

    assertThat(done("branch", "{'n': 3}"))
        .isEqualTo(json("{'l': ['skipped', 'passed over', 'done', 'done', 'skipped']}").path("l"));
    assertThat(calls).hasValue(2);
    assertThat(failed("branch", "{'n': 'three'}").message())
        .isEqualTo(
            "Step 'big', when, column 10: a text and a number cannot be put in order; two numbers"
                + " or two texts can");
  }

  @Test
  void steps_of_a_group_run_at_the_same_time_under_the_same_stack() {
    var both = new CountDownLatch(2);
    code(
        "waiting",
        (input, context) -> {
          both.countDown();
          both.await();
          return Json.object().put("on", String.join(">", context.chain())).setAll(input);
        });
    code(
        "failing",
        (_, _) -> {
          throw SkillException.refused("not this");
        });
    composite(
        "group",
        """
        {'steps': [{'parallel': [
          {'id': 'a', 'call': 'waiting', 'with': {'n': 1}},
          {'id': 'b', 'call': 'waiting', 'with': {'n': 2}},
          {'id': 'c', 'call': 'failing', 'on_error': 'continue', 'default': 0},
          {'id': 'd', 'call': 'failing', 'when': 'inputs.n == 1'}]}],
         'return': ['${steps.a.result}', '${steps.b.result.n}', '${steps.c}']}
        """);
    composite(
        "round",
        "{'steps': [{'parallel': [{'id': 'a', 'call': 'round'}, {'id': 'b', 'call': 'group'}]}],"
            + " 'return': 1}");

    var output = done("group", "{}");

    assertThat(output.path(0)).isEqualTo(json("{'on': 'group>waiting', 'n': 1}"));
    assertThat(output.path(1).asInt()).isEqualTo(2);
    assertThat(output.path(2).path("error").path("kind").asString()).isEqualTo("refused");
    assertThat(failed("group", "{'n': 1}").message()).isEqualTo("not this");
    assertThat(failed("round", "{}").message())
        .isEqualTo("Circular dependency detected: round -> round");
  }

  @Test
  void the_first_of_a_group_that_fails_ends_the_others() {
    var interrupted = new CountDownLatch(1);
    code(
        "sleeping",
        (_, _) -> {
          try {
            new CountDownLatch(1).await();
            throw new AssertionError();
          } finally {
            interrupted.countDown();
          }
        });
    code(
        "failing",
        (_, _) -> {
          throw SkillException.refused("not this");
        });
    composite(
        "group",
        "{'steps': [{'parallel': [{'id': 'a', 'call': 'sleeping', 'on_error': 'continue'},"
            + " {'id': 'b', 'call': 'failing'}]}], 'return': 1}");

    assertThat(failed("group", "{}").message()).isEqualTo("not this");
    assertThat(interrupted).satisfies(CountDownLatch::await);
  }

  @Test
  void nothing_goes_on_when_the_time_is_over() {
    var later = new AtomicInteger();
    code(
        "sleeping",
        (_, _) -> {
          new CountDownLatch(1).await();
          return Json.object();
        });
    code("later", (_, _) -> Json.object().put("n", later.incrementAndGet()));
    composite(
        "patient",
        "{'steps': [{'id': 'a', 'call': 'sleeping', 'on_error': 'continue'},"
            + " {'id': 'b', 'call': 'later'}]}");
    var terms =
        new RunRequest.Terms(
            Map.of(),
            Optional.of(Duration.ofMillis(50)),
            OptionalInt.empty(),
            Optional.empty(),
            false);

    var answer = run(new RunRequest("patient", Json.object(), terms));

    assertThat(answer)
        .isInstanceOfSatisfying(
            RunAnswer.Failed.class,
            failed -> assertThat(failed.failure().kind()).isEqualTo(RunFailure.Kind.TIMEOUT));
    assertThat(later).hasValue(0);
  }

  @Test
  void no_step_can_change_what_another_one_sees() {
    code(
        "rude",
        (input, _) -> {
          ((ObjectNode) input.path("list")).removeAll();
          return input;
        });
    composite(
        "top",
        """
        {'steps': [{'id': 'a', 'call': 'rude', 'with': {'list': '${inputs.list}'}},
                   {'id': 'b', 'call': 'rude', 'with': {'list': '${inputs.list}'}}],
         'return': '${inputs}'}
        """);

    assertThat(done("top", "{'list': {'a': 1}}")).isEqualTo(json("{'list': {'a': 1}}"));
  }

  @Test
  void values_that_double_with_each_step_are_bounded() {
    roomy("echo", (input, _) -> input);
    var steps = Json.array();
    steps.add(json("{'id': 's0', 'call': 'echo', 'with': {'v': '${inputs}'}}"));
    for (int n = 1; n < 40; n++) {
      steps.add(
          json(
              "{'id': 's%d', 'call': 'echo', 'with': {'v': ['${steps.s%d}', '${steps.s%d}']}}"
                  .formatted(n, n - 1, n - 1)));
    }
    composite("bomb", Json.write(Json.object().set("steps", steps)));

    assertThat(failed("bomb", "{'a': 1}").type()).isEqualTo("TooLarge");
  }

  @Test
  void which_skills_it_calls_is_known_without_running_it() {
    var declaration =
        declaration(
            "top",
            """
            {'steps': [{'id': 'a', 'call': 'one'},
                       {'parallel': [{'id': 'b', 'call': 'two'}, {'id': 'c', 'call': 'one'}]}],
             'return': 1}
            """);

    assertThat(Composite.calls(declaration)).containsExactly("one", "two");
  }
}
