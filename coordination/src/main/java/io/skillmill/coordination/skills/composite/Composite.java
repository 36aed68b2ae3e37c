package io.skillmill.coordination.skills.composite;

import io.skillmill.coordination.skills.SkillCode;
import io.skillmill.coordination.skills.SkillContext;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.SkillKind;
import io.skillmill.schema.run.Implementation;
import io.skillmill.schema.run.SkillDeclaration;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The kind of skill that is written down as steps:
 *
 * <pre>{@code
 * steps:
 *   - {id: twice, call: calculator, with: {operation: multiply, a: "${inputs.x}", b: 2}}
 *   - {id: sum, call: calculator, with: {operation: add, a: "${steps.twice.result.result}", b: 1}}
 * return: {result: "${steps.sum.result.result}"}
 * }</pre>
 *
 * <p>A step has an {@code id}, the skill to {@code call}, and its input {@code with} expressions in
 * it; it may have a condition ({@code when}), say that a failure does not matter ({@code on_error:
 * continue}) and what its result is then ({@code default}). Steps under {@code parallel} run at the
 * same time. Everything is read when the skill is loaded; what can never run is refused then.
 */
public final class Composite implements SkillKind {

  @Override
  public Implementation.Kind kind() {
    return Implementation.Kind.COMPOSITE;
  }

  @Override
  public SkillCode load(SkillDeclaration declaration, Path home) {
    return new Steps(new PlanReader(declaration).read());
  }

  /** They are few, and each is bounded: what takes time is what they call. */
  private record Steps(Plan plan) implements SkillCode {

    @Override
    public boolean isLight() {
      return true;
    }

    @Override
    public JsonNode run(ObjectNode input, SkillContext context) throws SkillException {
      return new CompositeRun(plan, input, context).run();
    }
  }

  /**
   * The skills that a composite skill may call, in the order of its steps.
   *
   * @throws io.skillmill.schema.problem.ProblemException where it could not be loaded either
   */
  public static Set<String> calls(SkillDeclaration declaration) {
    var names = new LinkedHashSet<String>();
    for (Plan.Stage stage : new PlanReader(declaration).read().stages()) {
      stage.steps().forEach(step -> names.add(step.call()));
    }
    return names;
  }
}
