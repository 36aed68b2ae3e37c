package io.skillmill.coordination.holding;

import io.skillmill.coordination.handling.TaskContext;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Claim;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A run as its handler sees it. */
final class RunContext implements TaskContext {

  private final Run run;
  private final Hands.Setup setup;
  private @Nullable SkillSource source;

  RunContext(Run run, Hands.Setup setup) {
    this.run = run;
    this.setup = setup;
  }

  @Override
  public Claim claim() {
    return run.claim;
  }

  @Override
  public SkillSource source() {
    if (source == null) {
      source = run.claim.contentHash().flatMap(setup.contents()).orElseThrow(this::noSource);
    }
    return source;
  }

  @Override
  public void progress(ObjectNode note) {
    run.note.set(note);
  }

  @Override
  public boolean revoked() {
    return run.revoked;
  }

  @Override
  public Instant now() {
    return setup.clock().instant();
  }

  private RuntimeException noSource() {
    return Problem.notFound(
            "The store holds no source for task %d (%s)"
                .formatted(run.claim.taskId(), run.claim.path()),
            "Enqueue it again from its path")
        .asException();
  }
}
