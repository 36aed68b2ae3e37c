package io.skillmill.coordination.skills.scripts;

import static io.skillmill.coordination.skills.scripts.Scripted.done;
import static io.skillmill.coordination.skills.scripts.Scripted.engine;
import static io.skillmill.coordination.skills.scripts.Scripted.failed;
import static io.skillmill.coordination.skills.scripts.Scripted.json;
import static io.skillmill.coordination.skills.scripts.Scripted.python;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.RunRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Python functions that call skills, as they are written for the original. */
@Timeout(120)
class PythonCompositionTest {

  private static final HostedSkill[] NONE = {};

  private static HostedSkill calculator() {
    return python(
        "calculator",
        """
        def calculator(operation: str, a: float, b: float) -> dict:
            table = {"add": a + b, "multiply": a * b}
            return {"result": table[operation], "operation": operation}
        """);
  }

  /** Calls the next with one more, and gives back one more still. */
  private static String level(String name, String next) {
    return """
    def %s(x):
        below = call_skill('%s', x=x + 1)
        return {"value": below["value"] + 1}
    """
        .formatted(name, next);
  }

  private static HostedSkill[] chain(int length) {
    var skills = new ArrayList<HostedSkill>();
    for (int at = 0; at < length; at++) {
      String name = "level_" + at;
      String source =
          at + 1 < length
              ? level(name, "level_" + (at + 1))
              : "def %s(x):\n    return {'value': x, 'level': %d}\n".formatted(name, at);
      skills.add(python(name, source));
    }
    return skills.toArray(NONE);
  }

  @Test
  void a_skill_uses_another_twice() {
    var doubling =
        python(
            "double_and_add",
            """
            def double_and_add(x, y):
                doubled = call_skill('calculator', operation='multiply', a=x, b=2)
                added = call_skill('calculator', operation='add', a=doubled['result'], b=y)
                return {"result": added["result"], "steps": ["doubled", "added"]}
            """);
    try (var engine = engine(calculator(), doubling)) {
      var output = done(engine, "double_and_add", "{'x':5,'y':3}");
      assertThat(output).isEqualTo(json("{'result':13,'steps':['doubled','added']}"));
    }
  }

  @Test
  void a_skill_uses_several_others() {
    try (var engine =
        engine(
            python("add_numbers", "def add_numbers(a, b): return {'result': a + b}"),
            python("multiply_numbers", "def multiply_numbers(a, b): return {'result': a * b}"),
            python(
                "sum_then_multiply",
                """
                def sum_then_multiply(a, b, c):
                    total = call_skill('add_numbers', a=a, b=b)
                    return call_skill('multiply_numbers', a=total['result'], b=c)
                """),
            python(
                "double_and_triple",
                """
                def double_and_triple(x):
                    two, three = call_all([
                        ('multiply_numbers', {'a': x, 'b': 2}),
                        ('multiply_numbers', {'a': x, 'b': 3}),
                    ])
                    both = call_skill('add_numbers', a=two['result'], b=three['result'])
                    return {'doubled': two['result'], 'tripled': three['result'],
                            'sum': both['result']}
                """))) {
      assertThat(done(engine, "sum_then_multiply", "{'a':2,'b':3,'c':4}"))
          .isEqualTo(json("{'result':20}"));
      assertThat(done(engine, "double_and_triple", "{'x':5}"))
          .isEqualTo(json("{'doubled':10,'tripled':15,'sum':25}"));
    }
  }

  @Test
  void circles_are_refused_direct_and_indirect() {
    try (var engine =
        engine(
            python(
                "recursive_skill",
                """
                def recursive_skill(n):
                    return n if n == 0 else call_skill('recursive_skill', n=n - 1)
                """),
            python("skill_a", "def skill_a(x): return call_skill('skill_b', x=x)"),
            python("skill_b", "def skill_b(x): return call_skill('skill_a', x=x)"))) {
      assertThat(failed(engine, "recursive_skill", "{'n':5}").message())
          .isEqualTo("Circular dependency detected: recursive_skill -> recursive_skill");
      assertThat(done(engine, "recursive_skill", "{'n':0}").asInt()).isZero();
      var failure = failed(engine, "skill_a", "{'x':1}");
      assertThat(failure.kind()).isEqualTo(Kind.CYCLE);
      assertThat(failure.message())
          .isEqualTo("Circular dependency detected: skill_a -> skill_b -> skill_a");
      assertThat(failure.chain()).containsExactly("skill_a", "skill_b", "skill_a");
    }
  }

  @Test
  void chains_are_as_long_as_they_may_be() {
    try (var engine = engine(chain(4))) {
      assertThat(done(engine, "level_0", "{'x':10}").path("value").asInt()).isEqualTo(16);
    }
    try (var engine = engine(chain(5))) {
      assertThat(done(engine, "level_0", "{'x':1}").path("value").asInt()).isEqualTo(9);
    }
    for (int length : List.of(6, 7)) {
      try (var engine = engine(chain(length))) {
        var failure = failed(engine, "level_0", "{'x':1}");
        assertThat(failure.kind()).isEqualTo(Kind.TOO_DEEP);
        assertThat(failure.message()).startsWith("Max call depth (5) exceeded: level_0 -> level_1");
      }
    }
  }

  @Test
  void a_chain_of_four_gives_thirteen() {
    var skills = new ArrayList<HostedSkill>();
    for (int at = 0; at < 3; at++) {
      skills.add(
          python(
              "step_" + at,
              """
              def step_%d(value):
                  below = call_skill('step_%d', value=value + 1)
                  return {"value": below["value"], "level": %d}
              """
                  .formatted(at, at + 1, at)));
    }
    skills.add(python("step_3", "def step_3(value): return {'value': value, 'level': 3}"));
    try (var engine = engine(skills.toArray(NONE))) {
      assertThat(done(engine, "step_0", "{'value':10}")).isEqualTo(json("{'value':13,'level':0}"));
    }
  }

  @Test
  void a_failure_of_a_called_skill_arrives_once_as_it_was_made() {
    var calling = "def %s(fail): return call_skill('%s', fail=fail)";
    try (var engine =
        engine(
            python("top", calling.formatted("top", "caller")),
            python("caller", calling.formatted("caller", "failing_skill")),
            python(
                "failing_skill",
                """
                def failing_skill(fail):
                    if fail:
                        raise ValueError("it was told to")
                    return "success"
                """),
            python("lost", "def lost(): return call_skill('nonexistent_skill')"),
            python(
                "patient",
                """
                def patient():
                    try:
                        call_skill('nonexistent_skill', name='x')
                    except SkillNotFound as e:
                        return [type(e).__name__, e.kind, e.skill, e.chain, str(e)]
                """))) {
      assertThat(done(engine, "top", "{'fail':false}").asString()).isEqualTo("success");
      var failure = failed(engine, "top", "{'fail':true}");
      assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
      assertThat(failure.type()).isEqualTo("ValueError");
      assertThat(failure.message()).isEqualTo("ValueError: it was told to");
      assertThat(failure.skill()).isEqualTo("failing_skill");
      assertThat(failure.chain()).containsExactly("top", "caller", "failing_skill");
      assertThat(failed(engine, "lost", "{}").message()).contains("nonexistent_skill");
      assertThat(done(engine, "patient", "{}"))
          .isEqualTo(
              Json.readOurs(
                  """
                  ["SkillNotFound","unknown_skill","nonexistent_skill",
                   ["patient","nonexistent_skill"],"Skill not found: nonexistent_skill"]\
                  """));
    }
  }

  @Test
  void a_caller_may_catch_a_failure_and_go_on() {
    try (var engine =
        engine(
            python(
                "divide",
                """
                def divide(a, b):
                    if b == 0:
                        raise ValueError("division by zero is not defined")
                    return {"result": a / b}
                """),
            python(
                "safe_divide",
                """
                def safe_divide(a, b):
                    try:
                        return {"success": True, **call_skill('divide', a=a, b=b)}
                    except Exception as e:
                        return {"success": True, "error": str(e)}
                """))) {
      assertThat(done(engine, "safe_divide", "{'a':10,'b':2}").path("result").asDouble())
          .isEqualTo(5);
      var caught = done(engine, "safe_divide", "{'a':10,'b':0}");
      assertThat(caught.path("success").asBoolean()).isTrue();
      assertThat(caught.path("error").asString()).contains("division by zero");
    }
  }

  @Test
  void the_demonstration_gives_its_figures() {
    try (var engine =
        engine(
            calculator(),
            python(
                "compound_formula",
                """
                def compound_formula(x: float, y: float, z: float) -> dict:
                    first = call_skill('calculator', operation='multiply', a=x, b=2)
                    second = call_skill('calculator', operation='multiply', a=y, b=3)
                    both = call_skill('calculator', operation='add',
                                      a=first['result'], b=second['result'])
                    return call_skill('calculator', operation='add', a=both['result'], b=z)
                """),
            python("multiply", "def multiply(a, b): return {'result': a * b}"),
            python("square", "def square(x): return call_skill('multiply', a=x, b=x)"),
            python(
                "sum_of_squares",
                """
                def sum_of_squares(a, b):
                    one = call_skill('square', x=a)['result']
                    other = call_skill('square', x=b)['result']
                    return {'result': one + other, 'a_squared': one, 'b_squared': other}
                """))) {
      assertThat(done(engine, "compound_formula", "{'x':5,'y':3,'z':7}").path("result").asInt())
          .isEqualTo(26);
      assertThat(done(engine, "sum_of_squares", "{'a':3,'b':4}"))
          .isEqualTo(json("{'result':25,'a_squared':9,'b_squared':16}"));
    }
  }

  @Test
  void two_hundred_runs_at_a_time_keep_their_own_stacks() throws Exception {
    var skills = new ArrayList<HostedSkill>();
    skills.add(python("ring_a", "def ring_a(x): return call_skill('ring_b', x=x)"));
    skills.add(python("ring_b", "def ring_b(x): return call_skill('ring_a', x=x)"));
    skills.addAll(Arrays.asList(chain(5)));
    skills.add(python("deeper", "def deeper(x): return call_skill('level_0', x=x)"));
    try (var engine = engine(skills.toArray(NONE));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> runs = new ArrayList<>();
      for (int run = 0; run < 200; run++) {
        int number = run;
        runs.add(threads.submit(() -> outcome(engine, number)));
      }
      for (int run = 0; run < runs.size(); run++) {
        String wanted =
            switch (run % 4) {
              case 0, 1 -> "value " + (run + 8);
              case 2 -> "CYCLE [ring_a, ring_b, ring_a]";
              default -> "TOO_DEEP [deeper, level_0, level_1, level_2, level_3, level_4]";
            };
        assertThat(runs.get(run).get()).as("run %d", run).isEqualTo(wanted);
      }
    }
  }

  private static String outcome(SkillEngine engine, int number) {
    String skill = List.of("level_0", "level_0", "ring_a", "deeper").get(number % 4);
    return switch (engine.run(RunRequest.of(skill, Json.object().put("x", number)))) {
      case RunAnswer.Done done -> "value " + done.output().path("value").asInt();
      case RunAnswer.Failed(RunFailure failure, _, _) -> failure.kind() + " " + failure.chain();
    };
  }
}
