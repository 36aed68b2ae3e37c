package io.skillmill.coordination.skills.hosting;

import io.skillmill.coordination.skills.Budget;
import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.skills.SkillException;
import io.skillmill.coordination.skills.SkillSet;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A skill that is loaded to see whether it works, beside the others and apart from them. */
public final class Trial implements AutoCloseable {

  /** How long its code may take to load. */
  private static final Duration REHEARSAL_MAX = Duration.ofSeconds(10);

  private final HostedSkill candidate;
  private final SkillSet hosted;

  /** Made for the first run: most trials have none. */
  private @Nullable SkillEngine engine;

  private Trial(HostedSkill candidate, SkillSet hosted) {
    this.candidate = candidate;
    this.hosted = hosted;
  }

  static Trial begin(HostedSkill candidate, SkillSet hosted) {
    var trial = new Trial(candidate, hosted);
    try {
      rehearse(candidate);
      return trial;
    } catch (RuntimeException e) {
      trial.close();
      throw e;
    }
  }

  private SkillEngine engine() {
    var beside = new ArrayList<HostedSkill>();
    for (HostedSkill other : hosted.all()) {
      if (!other.name().equals(candidate.name())) {
        beside.add(borrowed(other));
      }
    }
    beside.add(candidate);
    return SkillEngine.of(hosted.replacedBy(beside));
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

  /**
   * Within which bounds it is called.
   *
   * @param atMost how long one call may take; the skill's own time where that is shorter
   * @param budget for one call
   */
  public record Terms(Duration atMost, Supplier<Budget> budget) {
    public static final Terms USUAL = new Terms(SkillLimits.TIMEOUT_MAX, () -> Budget.UNBOUNDED);
  }

  /** Calls it once, with the others at hand. Not thread-safe. */
  public RunAnswer run(ObjectNode input, Terms terms) {
    SkillEngine made = engine == null ? engine() : engine;
    engine = made;
    var usual = RunRequest.Terms.DEFAULT;
    var bounded =
        new RunRequest.Terms(
            usual.credentials(),
            Optional.of(terms.atMost()),
            usual.maxDepth(),
            usual.traceId(),
            usual.wantsTrace());
    return made.run(new RunRequest(candidate.name(), input, bounded), terms.budget().get());
  }

  @Override
  public void close() {
    if (engine == null) {
      candidate.code().close();
    } else {
      engine.close();
    }
  }
}
