package io.skillmill.coordination.skills.composite;

import io.skillmill.coordination.skills.composite.TemplateReader.Misplaced;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.problem.ProblemException;
import io.skillmill.schema.run.SkillDeclaration;
import io.skillmill.schema.run.SkillName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the steps of a composite skill and refuses what can never run, with the place. */
final class PlanReader {

  /** How many steps there may be in all. */
  static final int STEPS_MAX = 200;

  /** How many may run at the same time. */
  static final int TOGETHER_MAX = 50;

  private static final Set<String> SETTINGS = Set.of("steps", "return");
  private static final Set<String> STEP =
      Set.of("id", "call", "with", "when", "on_error", "default");
  private static final Set<String> GROUP = Set.of("parallel");

  private final SkillDeclaration skill;
  private final Known known;
  private final TemplateReader templates;
  private int steps;

  PlanReader(SkillDeclaration skill) {
    this.skill = skill;
    this.known = new Known(skill.inputs());
    this.templates = new TemplateReader(known);
  }

  Plan read() {
    ObjectNode settings = skill.implementation().settings();
    checkMembers(settings, SETTINGS, "the skill");
    JsonNode list = settings.path("steps");
    if (!list.isArray() || list.isEmpty()) {
      throw problem("it has no steps", "List them under 'steps', each with an 'id' and a 'call'");
    }
    var stages = new ArrayList<Plan.Stage>();
    announce(list);
    for (JsonNode entry : list) {
      stages.add(stage(entry));
    }
    return new Plan(stages, output(settings.get("return"), stages));
  }

  // ---- names

  /** All ids first, so that a reference to a later step is told from one to no step. */
  private void announce(JsonNode list) {
    for (JsonNode entry : list) {
      if (entry.has("parallel")) {
        entry.path("parallel").forEach(this::announceOne);
      } else {
        announceOne(entry);
      }
    }
  }

  private void announceOne(JsonNode step) {
    if (++steps > STEPS_MAX) {
      throw problem(
          "it has more than %d steps".formatted(STEPS_MAX),
          "Move some of them into a skill of their own");
    }
    String id = step.path("id").asString("");
    if (id.isEmpty() || !id.chars().allMatch(c -> Letters.isNamed((char) c))) {
      throw problem(
          "step number %d has no id that can be used".formatted(steps),
          "Give it an 'id' made of letters, digits and '_'");
    }
    if (!known.announce(id)) {
      throw problem("two steps have the id '%s'".formatted(id), "Give each an id of its own");
    }
  }

  // ---- steps

  private Plan.Stage stage(JsonNode entry) {
    if (!entry.has("parallel")) {
      Plan.Step only = step(entry);
      known.over(only.id());
      return new Plan.Stage(List.of(only));
    }
    checkMembers(entry, GROUP, "a parallel group");
    JsonNode group = entry.path("parallel");
    if (!group.isArray() || group.isEmpty() || group.size() > TOGETHER_MAX) {
      throw problem(
          "a parallel group is a list of 1 to %d steps".formatted(TOGETHER_MAX),
          "List steps under 'parallel'");
    }
    var together = new ArrayList<Plan.Step>();
    group.forEach(member -> together.add(step(member)));
    together.forEach(member -> known.over(member.id()));
    return new Plan.Stage(together);
  }

  private Plan.Step step(JsonNode step) {
    String id = step.path("id").asString("");
    String where = "step '%s'".formatted(id);
    checkMembers(step, STEP, where);
    String call = step.path("call").asString("");
    if (!SkillName.isValid(call)) {
      throw problem(
          "%s calls no skill that could be there".formatted(where),
          "Give it a 'call': a skill's name, which is " + SkillName.RULE);
    }
    JsonNode with = step.has("with") ? step.path("with") : Json.object();
    if (!with.isObject() && !with.isString()) {
      throw problem(
          "%s has a 'with' that is no object".formatted(where),
          "Give the arguments by their names");
    }
    try {
      return new Plan.Step(
          id,
          call,
          templates.read(with, "with"),
          when(step.get("when")),
          goesOn(step, where),
          templates.read(
              step.has("default") ? step.path("default") : NullNode.getInstance(), "default"));
    } catch (Misplaced e) {
      throw problem("%s, %s".formatted(where, e.what()), "Correct the expression");
    }
  }

  private Optional<Expression> when(@Nullable JsonNode when) throws Misplaced {
    return when == null || when.isNull()
        ? Optional.empty()
        : Optional.of(templates.condition(when, "when"));
  }

  private boolean goesOn(JsonNode step, String where) {
    String word = step.path("on_error").asString(step.has("on_error") ? "" : "fail");
    return switch (word) {
      case "continue" -> true;
      case "fail" -> false;
      default ->
          throw problem(
              "%s has an 'on_error' that is not known".formatted(where),
              "Write 'continue' or 'fail'");
    };
  }

  private Template output(@Nullable JsonNode given, List<Plan.Stage> stages) {
    if (given != null) {
      try {
        return templates.read(given, "return");
      } catch (Misplaced e) {
        throw problem(e.what(), "Correct the expression");
      }
    }
    List<Plan.Step> last = stages.getLast().steps();
    if (last.size() > 1) {
      throw problem(
          "it ends with steps that run together and does not say what to give back",
          "Add a 'return'");
    }
    Expression outcome = new Expression.Outcome(last.getFirst().id());
    return new Template.Whole(new Expression.Member(outcome, "result"), "return");
  }

  // ---- complaints

  private void checkMembers(JsonNode object, Set<String> allowed, String where) {
    if (!object.isObject()) {
      throw problem("%s is no object".formatted(where), "Write it with an 'id' and a 'call'");
    }
    for (var member : object.properties()) {
      if (!allowed.contains(member.getKey())) {
        throw problem(
            "%s has a '%s', which is not known".formatted(where, member.getKey()),
            "Use " + String.join(", ", allowed.stream().sorted().toList()));
      }
    }
  }

  private ProblemException problem(String what, String remedy) {
    return Problem.usage(
            "The composite skill '%s' cannot be loaded: %s".formatted(skill.name(), what), remedy)
        .asException();
  }
}
