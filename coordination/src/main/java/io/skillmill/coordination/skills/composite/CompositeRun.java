package io.skillmill.coordination.skills.composite;

import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** One run of a composite skill. */
final class CompositeRun {

  private final Plan plan;
  private final SkillContext context;
  private final Map<String, ObjectNode> outcomes = new HashMap<>();
  private final Evaluation evaluation;
  private final Making making;

  CompositeRun(Plan plan, ObjectNode input, SkillContext context) {
    this.plan = plan;
    this.context = context;
    this.evaluation = new Evaluation(input, outcomes);
    this.making = new Making(evaluation);
  }

  JsonNode run() throws SkillException {
    for (Plan.Stage stage : plan.stages()) {
      var done = stage.steps().size() == 1 ? alone(stage) : together(stage);
      for (int i = 0; i < done.size(); i++) {
        outcomes.put(stage.steps().get(i).id(), done.get(i));
      }
    }
    return making.value(plan.output(), "Return");
  }

  private List<ObjectNode> alone(Plan.Stage stage) throws SkillException {
    return List.of(outcome(stage.steps().getFirst()));
  }

  private List<ObjectNode> together(Plan.Stage stage) throws SkillException {
    var deeds = new ArrayList<Callable<ObjectNode>>();
    stage.steps().forEach(step -> deeds.add(() -> outcome(step)));
    return context.together(deeds);
  }

  private ObjectNode outcome(Plan.Step step) throws SkillException {
    String where = "Step '%s'".formatted(step.id());
    if (!isWanted(step, where)) {
      return outcome(making.value(step.instead(), where), "skipped");
    }
    ObjectNode input = input(step, where);
    try {
      return outcome(context.call(step.call(), input), "done");
    } catch (SkillException e) {
      if (!step.goesOn() || isOver(e.failure())) {
        throw e;
      }
      var outcome = outcome(making.value(step.instead(), where), "failed");
      outcome.set("error", told(e.failure()));
      return outcome;
    }
  }

  /** There is nobody left to go on for. */
  private boolean isOver(RunFailure failure) {
    return failure.kind() == RunFailure.Kind.CANCELLED
        || Thread.currentThread().isInterrupted()
        || !context.left().isPositive();
  }

  private boolean isWanted(Plan.Step step, String where) throws SkillException {
    Optional<Expression> when = step.when();
    if (when.isEmpty()) {
      return true;
    }
    try {
      return evaluation.truth(when.get(), 1);
    } catch (MisreadException e) {
      throw Making.failed(where + ", when", e);
    }
  }

  private ObjectNode input(Plan.Step step, String where) throws SkillException {
    if (making.value(step.with(), where) instanceof ObjectNode object) {
      return object;
    }
    throw SkillException.broken(
        "ExpressionError", "%s, with: it comes to something that is no object".formatted(where));
  }

  private static ObjectNode outcome(JsonNode result, String status) {
    var outcome = Json.object();
    outcome.set("result", result);
    outcome.put("status", status);
    outcome.set("error", NullNode.getInstance());
    return outcome;
  }

  private static ObjectNode told(RunFailure failure) {
    return Json.object()
        .put("kind", failure.kind().word())
        .put("message", failure.message())
        .put("skill", failure.skill())
        .put("type", failure.type());
  }
}
