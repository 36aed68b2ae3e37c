package io.skillmill.coordination.skills.hosting;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunRequest;
import java.time.Duration;
import java.util.ArrayList;
import tools.jackson.databind.node.ObjectNode;

/** A skill that is loaded to see whether it works, beside the others and apart from them. */
public final class Trial implements AutoCloseable {

  /** How long its code may take to load. */
  private static final Duration REHEARSAL_MAX = Duration.ofSeconds(10);

  private final String name;
  private final SkillEngine engine;

  private Trial(String name, SkillEngine engine) {
    this.name = name;
    this.engine = engine;
  }

  static Trial begin(HostedSkill candidate, SkillSet hosted) {
    var beside = new ArrayList<HostedSkill>();
    for (HostedSkill other : hosted.all()) {
      if (!other.name().equals(candidate.name())) {
        beside.add(borrowed(other));
      }
    }
    beside.add(candidate);
    var trial = new Trial(candidate.name(), SkillEngine.of(hosted.replacedBy(beside)));
    try {
      rehearse(candidate);
      return trial;
    } catch (RuntimeException e) {
      trial.close();
      throw e;
    }
  }

  /** The end of the trial is not the end of a skill that is hosted. */
  private static HostedSkill borrowed(HostedSkill skill) {
    return HostedSkill.of(
        skill.declaration(), (input, context) -> skill.code().run(input, context));
  }

  private static void rehearse(HostedSkill candidate) {
    try {
      candidate.code().rehearse(REHEARSAL_MAX);
    } catch (SkillException e) {
      throw Problem.usage(
              "The skill does not load: " + e.failure().message(), "Correct it, and try again")
          .causedBy(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(
              Problem.Kind.INTERRUPTED, "The trial of the skill was interrupted", "Try it again")
          .causedBy(e);
    }
  }

  /** Calls it once, with the others at hand. */
  public RunAnswer run(ObjectNode input) {
    return engine.run(RunRequest.of(name, input));
  }

  @Override
  public void close() {
    engine.close();
  }
}
