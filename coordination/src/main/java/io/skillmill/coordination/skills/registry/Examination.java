package io.skillmill.coordination.skills.registry;

import io.skillmill.coordination.skills.hosting.Trial;
import io.skillmill.parsers.secrets.Redaction;
import io.skillmill.schema.check.Shape;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.RunAnswer;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NumericNode;

/**
 * How the examples of a skill are tried.
 *
 * @param outputs what each output must fit
 */
record Examination(Trial.Terms terms, Optional<Shape> outputs) {

  static final Examination USUAL = new Examination(Trial.Terms.USUAL, Optional.empty());

  private static final int SHOWN_CHARS_MAX = 300;

  /**
   * Runs all of them.
   *
   * @throws ProblemException where one does not go well; says which, and why
   */
  void hold(Trial trial, List<Application.Example> examples) {
    int number = 1;
    for (var example : examples) {
      check(number, example, output(number, trial.run(example.input(), terms)));
      number++;
    }
  }

  private static JsonNode output(int number, RunAnswer answer) {
    return switch (answer) {
      case RunAnswer.Failed failed -> throw failed(number, failed.failure().message());
      case RunAnswer.Done done -> done.output();
    };
  }

  private void check(int number, Application.Example example, JsonNode output) {
    var wanted = example.output().filter(each -> !same(each, output));
    if (wanted.isPresent()) {
      throw failed(number, "it gives %s, and not %s".formatted(shown(output), shown(wanted.get())));
    }
    var flaws = outputs.map(shape -> shape.flaws(output)).orElse(List.of());
    if (!flaws.isEmpty()) {
      throw failed(number, "its output is not what is declared: " + flaws.getFirst().message());
    }
  }

  private static String shown(JsonNode output) {
    String text = Redaction.redact(Json.write(output));
    return text.length() <= SHOWN_CHARS_MAX ? text : text.substring(0, SHOWN_CHARS_MAX) + "…";
  }

  /** Whoever has not run the code yet cannot know whether a number comes as 25 or as 25.0. */
  private static boolean same(JsonNode wanted, JsonNode output) {
    return wanted.equals(Examination::compare, output);
  }

  private static int compare(JsonNode one, JsonNode other) {
    if (isFinite(one) && isFinite(other)) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    return one.equals(other) ? 0 : 1;
  }

  /** 1e400 is a number, and no decimal one. */
  private static boolean isFinite(JsonNode value) {
    return value instanceof NumericNode number && !number.isNaN();
  }

  private static ProblemException failed(int number, String why) {
    return Problem.usage(
            "Example %d does not go well: %s".formatted(number, why),
            "Correct the skill or the example")
        .asException();
  }
}
