package io.skillmill.coordination.skills.composite;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The cases of composition that everyone knows, as steps. */
@Timeout(60)
class CompositeCasesTest extends CompositeScene {

  @Test
  void the_demo_formula_comes_to_26() {
    composite(
        "compound_formula",
        """
        {'steps': [
          {'id': 'x', 'call': 'calculator',
           'with': {'operation': 'multiply', 'a': '${inputs.x}', 'b': 2}},
          {'id': 'y', 'call': 'calculator',
           'with': {'operation': 'multiply', 'a': '${inputs.y}', 'b': 3}},
          {'id': 'xy', 'call': 'calculator',
           'with': {'operation': 'add', 'a': '${steps.x.result.result}',
                    'b': '${steps.y.result.result}'}},
          {'id': 'all', 'call': 'calculator',
           'with': {'operation': 'add', 'a': '${steps.xy.result.result}', 'b': '${inputs.z}'}}],
         'return': {'result': '${steps.all.result.result}',
                    'told': '${inputs.x} * 2 + ${inputs.y} * 3 + ${inputs.z}'}}
        """);

    var output = done("compound_formula", "{'x': 5, 'y': 3, 'z': 7}");

    assertThat(output).isEqualTo(json("{'result': 26, 'told': '5 * 2 + 3 * 3 + 7'}"));
  }

  @Test
  void the_sum_of_squares_is_25_and_tells_its_parts() {
    composite(
        "sum_of_squares",
        """
        {'steps': [
          {'parallel': [
            {'id': 'a', 'call': 'calculator',
             'with': {'operation': 'power', 'a': '${inputs.a}', 'b': 2}},
            {'id': 'b', 'call': 'calculator',
             'with': {'operation': 'power', 'a': '${inputs.b}', 'b': 2}}]}],
         'return': {'a_squared': '${steps.a.result.result}',
                    'b_squared': '${steps.b.result[^result^]}',
                    'result': '${steps.a.result.result + steps.b.result.result}'}}
        """);

    assertThat(done("sum_of_squares", "{'a': 3, 'b': 4}"))
        .isEqualTo(json("{'a_squared': 9, 'b_squared': 16, 'result': 25}"));
  }

  // the cases of the composition that AutoLearn's unit tests show

  @Test
  void a_number_is_doubled_and_another_added() {
    composite(
        "double_and_add",
        """
        {'steps': [
          {'id': 'doubled', 'call': 'calculator',
           'with': {'operation': 'multiply', 'a': '${inputs.x}', 'b': 2}},
          {'id': 'added', 'call': 'calculator',
           'with': {'operation': 'add', 'a': '${steps.doubled.result.result}',
                    'b': '${inputs.y}'}}],
         'return': {'result': '${steps.added.result.result}', 'steps': ['doubled', 'added']}}
        """);

    assertThat(done("double_and_add", "{'x': 5, 'y': 3}"))
        .isEqualTo(json("{'result': 13, 'steps': ['doubled', 'added']}"));
  }

  @Test
  void a_sum_is_multiplied() {
    composite(
        "sum_then_multiply",
        """
        {'steps': [
          {'id': 'sum', 'call': 'calculator',
           'with': {'operation': 'add', 'a': '${inputs.a}', 'b': '${inputs.b}'}},
          {'id': 'product', 'call': 'calculator',
           'with': {'operation': 'multiply', 'a': '${steps.sum.result.result}',
                    'b': '${inputs.c}'}}]}
        """);

    assertThat(done("sum_then_multiply", "{'a': 2, 'b': 3, 'c': 4}"))
        .isEqualTo(json("{'result': 20}"));
  }

  @Test
  void cycles_are_refused_direct_or_not() {
    link("skill_a", "skill_b");
    link("skill_b", "skill_a");
    link("recursive_skill", "recursive_skill");

    assertThat(failed("skill_a", "{'x': 1}").message())
        .isEqualTo("Circular dependency detected: skill_a -> skill_b -> skill_a");
    assertThat(failed("recursive_skill", "{'n': 1}").kind()).isEqualTo(RunFailure.Kind.CYCLE);
  }

  @Test
  void seven_skills_are_too_deep_and_four_are_not() {
    for (int n = 0; n < 6; n++) {
      link("level_" + n, "level_" + (n + 1));
    }
    code("level_6", (input, _) -> input);

    assertThat(failed("level_0", "{'x': 1}").message())
        .isEqualTo(
            "Max call depth (5) exceeded: level_0 -> level_1 -> level_2 -> level_3 -> level_4"
                + " -> level_5");
    assertThat(done("level_3", "{'x': 1}")).isEqualTo(json("{'x': 1}"));
  }

  @Test
  void each_of_four_passes_on_one_more_and_adds_one_on_the_way_back() {
    for (int n = 0; n < 3; n++) {
      composite(
          "chain_" + n,
          """
          {'steps': [{'id': 'next', 'call': 'chain_%d', 'with': {'x': '${inputs.x + 1}'}}],
           'return': {'value': '${steps.next.result.value + 1}'}}
          """
              .formatted(n + 1));
    }
    code("chain_3", (input, _) -> Json.object().put("value", input.path("x").asInt()));

    assertThat(done("chain_0", "{'x': 10}")).isEqualTo(json("{'value': 16}"));
  }

  @Test
  void a_number_is_doubled_and_tripled() {
    composite(
        "double_and_triple",
        """
        {'steps': [
          {'id': 'doubled', 'call': 'calculator',
           'with': {'operation': 'multiply', 'a': '${inputs.x}', 'b': 2}},
          {'id': 'tripled', 'call': 'calculator',
           'with': {'operation': 'multiply', 'a': '${inputs.x}', 'b': 3}}],
         'return': {'doubled': '${steps.doubled.result.result}',
                    'tripled': '${steps.tripled.result.result}',
                    'sum': '${steps.doubled.result.result + steps.tripled.result.result}'}}
        """);

    assertThat(done("double_and_triple", "{'x': 5}"))
        .isEqualTo(json("{'doubled': 10, 'tripled': 15, 'sum': 25}"));
  }
}
