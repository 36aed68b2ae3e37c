package io.skillmill.coordination.skills.composite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.About;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is refused when a composite skill is loaded, and what expressions come to. */
@Timeout(60)
class CompositeLoadTest {

  private static final String INPUTS =
      "{'type': 'object', 'properties': {'x': {}, 'items': {}, 'odd name': {}}}";

  private static ObjectNode json(String text) {
    return (ObjectNode) Json.readOurs(text.replace('\'', '"').replace('^', '\''));
  }

  private static SkillDeclaration declaration(ObjectNode settings) {
    return new SkillDeclaration(
        "top",
        About.of("Does it"),
        json(INPUTS),
        Json.object(),
        SkillLimits.DEFAULT,
        List.of(),
        Optional.empty(),
        new Implementation(Implementation.Kind.COMPOSITE, settings));
  }

  private static String refused(String settings) {
    var problem =
        catchThrowableOfType(
            ProblemException.class,
            () -> new Composite().load(declaration(json(settings)), Path.of(".")));
    assertThat(problem).as(settings).isNotNull();
    return problem.problem().what();
  }

  /** A step that calls echo with this as {@code v}. */
  private static String with(String value) {
    return refused(
        "{'steps': [{'id': 'a', 'call': 'echo', 'with': {'v': '%s'}}]}".formatted(value));
  }

  private static RunAnswer answer(String expression, String input) {
    ObjectNode settings = json("{'steps': [{'id': 'a', 'call': 'echo', 'with': {'v': 1}}]}");
    settings.put("return", expression.replace('^', '\''));
    var top = declaration(settings);
    var skills =
        List.of(
            HostedSkill.of(top, new Composite().load(top, Path.of("."))),
            HostedSkill.of(declaration(json("{}")).named("echo"), (given, _) -> given));
    try (var engine = SkillEngine.of(SkillSet.of(skills))) {
      return engine.run(RunRequest.of("top", json(input)));
    }
  }

  private static JsonNode value(String expression, String input) {
    return switch (answer(expression, input)) {
      case RunAnswer.Done done -> done.output();
      case RunAnswer.Failed failed -> throw new AssertionError(failed.failure());
    };
  }

  private static String told(String expression, String input) {
    return switch (answer(expression, input)) {
      case RunAnswer.Done done -> Json.write(done.output());
      case RunAnswer.Failed(RunFailure failure, _, _) -> failure.message();
    };
  }

  @Test
  void a_mistake_in_an_expression_is_told_with_step_and_column() {
    assertThat(with("${inputs.x +}"))
        .isEqualTo(
            "The composite skill 'top' cannot be loaded: step 'a', with.v, column 13: '}' was not"
                + " expected");
    assertThat(with("${steps.b.result}")).contains("column 9: there is no step 'b'");
    assertThat(with("${steps.a.result}")).contains("the step 'a' is not over by then");
    assertThat(with("${inputs.y}")).contains("declares no input 'y', only x, items, odd name");
    assertThat(with("${y}")).contains("'y' is not known; begin with 'inputs.' or 'steps.'");
    assertThat(with("${inputs.x")).contains("'${' is not ended by '}'");
    assertThat(with("${inputs.x ]}")).contains("column 12: ']' was not expected");
    assertThat(with("${^abc}")).contains("the text in quotes does not end");
    assertThat(with("${1.2.3}")).contains("'1.2.3' is no number");
    assertThat(with("${}")).contains("'}' was not expected");
    assertThat(with("${" + "(".repeat(100_000) + "}")).contains("nests more than 40 deep");
    assertThat(with("${" + "-".repeat(100_000) + "}")).contains("nests more than 40 deep");
    assertThat(with("${1" + "+1".repeat(100_000) + "}")).contains("has more than 400 parts");
  }

  @Test
  void steps_are_refused_that_can_never_run() {
    assertThat(refused("{}")).contains("it has no steps");
    assertThat(refused("{'steps': [{'call': 'a'}]}")).contains("step number 1 has no id");
    assertThat(refused("{'steps': [{'id': 'a', 'call': 'b'}, {'id': 'a', 'call': 'b'}]}"))
        .contains("two steps have the id 'a'");
    assertThat(refused("{'steps': [{'id': 'a'}]}")).contains("step 'a' calls no skill");
    assertThat(refused("{'steps': [{'id': 'a', 'call': 'b', 'wiht': {}}]}"))
        .contains("step 'a' has a 'wiht', which is not known");
    assertThat(refused("{'steps': [{'id': 'a', 'call': 'b', 'on_error': 'retry'}]}"))
        .contains("'on_error' that is not known");
    assertThat(refused("{'steps': [{'id': 'a', 'call': 'b', 'when': 3}]}"))
        .contains("step 'a', when: a condition is an expression");
    assertThat(refused("{'steps': [{'id': 'a', 'call': 'b'}], 'retrun': 1}"))
        .contains("has a 'retrun'");
    assertThat(refused("{'steps': [3]}")).contains("step number 1 has no id");
    assertThat(refused("{'steps': [{'parallel': []}]}")).contains("list of 1 to 50 steps");
    assertThat(
            refused(
                """
                {'steps': [{'parallel': [{'id': 'a', 'call': 'x'},
                  {'id': 'b', 'call': 'x', 'with': {'v': '${steps.a.result}'}}]}], 'return': 1}
                """))
        .contains("step 'b', with.v, column 9: the step 'a' is not over by then");
    assertThat(
            refused(
                "{'steps': [{'parallel': [{'id': 'a', 'call': 'x'}, {'id': 'b', 'call': 'x'}]}]}"))
        .contains("does not say what to give back");
    assertThat(refused("{'steps': [{'id': 'a', 'call': 'b'}], 'return': '${steps.a.reslt}'}"))
        .contains("a step has a result, a status and an error, but no 'reslt'");
  }

  @Test
  void an_expression_keeps_its_type_and_within_a_text_becomes_one() {
    String input = "{'x': 3, 'items': [1, {'n': [true]}], 'odd name': 'o'}";
    assertThat(value("${inputs.items[1].n[0]}", input).isBoolean()).isTrue();
    assertThat(told("${inputs.items}", input)).isEqualTo("[1,{\"n\":[true]}]");
    assertThat(told("${inputs.items[-2]}", input)).isEqualTo("1");
    assertThat(told("${inputs[^odd name^]}", input)).isEqualTo("\"o\"");
    assertThat(told("x=${inputs.x}, i=${inputs.items}, n=${inputs.items[9].q}.", input))
        .isEqualTo("\"x=3, i=[1,{\\\"n\\\":[true]}], n=.\"");
    assertThat(told("$${inputs.x} ${inputs.x}", input)).isEqualTo("\"${inputs.x} 3\"");
    assertThat(told("plain } text $", input)).isEqualTo("\"plain } text $\"");
    assertThat(told("${^}^}${\"a\\\"b\"}", input)).isEqualTo("\"}a\\\"b\"");
    assertThat(told("${inputs.items.nothing[^at all^]}", input)).isEqualTo("null");
  }

  @Test
  void numbers_are_reckoned_and_values_compared() {
    assertThat(told("${1 + 2 * 3 - 4 / 2}", "{}")).isEqualTo("5");
    assertThat(told("${(1 + 2) * -3}", "{}")).isEqualTo("-9");
    assertThat(told("${7 / 2}", "{}")).isEqualTo("3.5");
    assertThat(told("${9223372036854775807 + 1}", "{}")).startsWith("9.22337");
    assertThat(told("${1 == 1.0 and ^a^ < ^b^ and not (1 != 1)}", "{}")).isEqualTo("true");
    assertThat(told("${null == inputs.x or false}", "{}")).isEqualTo("true");
    assertThat(told("${inputs.items == inputs.x}", "{'items': [1], 'x': [1.0]}")).isEqualTo("true");
    assertThat(told("${false and 1 / 0 > 1}", "{}")).isEqualTo("false");
    assertThat(told("${1 / 0}", "{}"))
        .isEqualTo("Return, return, column 5: there is no such number, or it is too large");
    assertThat(told("${inputs.x + 1}", "{'x': 'a'}")).contains("a text is no number");
    assertThat(told("${not inputs.x}", "{'x': 3}")).contains("a number is neither true nor false");
    assertThat(told("${inputs.items[inputs.x]}", "{'items': [], 'x': {}}"))
        .contains("an object is no place in an array");
  }

  @Test
  void random_expressions_are_read_or_refused_but_never_break_anything() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var pieces =
        List.of(
            "${", "}", "inputs", ".", "x", "items", "[", "]", "0", "1", "-", "+", "*", "/", "(",
            ")", "and", "or", "not", " ", "==", "<", ">=", "!", "'", "\"", "\\", "steps.a",
            "result", "null", "true", "1e9", "$", "\u0000", "é", "\uD83D");
    int read = 0;
    for (int round = 0; round < 20_000; round++) {
      var text = new StringBuilder(random.nextBoolean() ? "${" : "");
      for (int i = random.nextInt(14); i > 0; i--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      text.append(random.nextBoolean() ? "}" : "");
      try {
        answerOrNothing(text.toString());
        read++;
      } catch (ProblemException _) {
        // refused, in our words
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed %d, text <%s>".formatted(seed, text), e);
      }
    }
    assertThat(read).as("seed %d", seed).isPositive();
  }

  private static void answerOrNothing(String text) {
    switch (answer(text, "{'x': 2, 'items': [0, 1]}")) {
      case RunAnswer.Done _ -> {}
      case RunAnswer.Failed(RunFailure failure, _, _) ->
          assertThat(failure.type()).isEqualTo("ExpressionError");
    }
  }
}
