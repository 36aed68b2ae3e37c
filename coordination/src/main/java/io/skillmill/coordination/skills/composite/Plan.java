package io.skillmill.coordination.skills.composite;

import java.util.List;
import java.util.Optional;

/** What a composite skill does, as it was read and found sound. */
record Plan(List<Stage> stages, Template output) {

  Plan {
    stages = List.copyOf(stages);
  }

  /**
   * Steps that run at the same time; mostly it is one.
   *
   * @param steps at least one
   */
  record Stage(List<Step> steps) {
    Stage {
      steps = List.copyOf(steps);
    }
  }

  /**
   * One call of another skill.
   *
   * @param call the name of the skill
   * @param with its input
   * @param when it is made only where this holds
   * @param goesOn whether the skill goes on where this step fails
   * @param instead the result of a step that failed or was passed over
   */
  record Step(
      String id,
      String call,
      Template with,
      Optional<Expression> when,
      boolean goesOn,
      Template instead) {}
}
