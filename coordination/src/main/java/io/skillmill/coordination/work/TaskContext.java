package io.skillmill.coordination.work;

import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Claim;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a handler knows about the task in its hands. For the handler's thread alone. */
public final class TaskContext {

  private final Run run;
  private final Function<String, Optional<SkillSource>> contents;
  private final InstantSource clock;
  private @Nullable SkillSource source;

  TaskContext(Run run, Function<String, Optional<SkillSource>> contents, InstantSource clock) {
    this.run = run;
    this.contents = contents;
    this.clock = clock;
  }

  public Claim claim() {
    return run.claim;
  }

  /**
   * The source, read from the store when first asked for.
   *
   * @throws io.skillmill.schema.problem.ProblemException where the task has none
   */
  public SkillSource source() {
    if (source == null) {
      source = run.claim.contentHash().flatMap(contents).orElseThrow(this::noSource);
    }
    return source;
  }

  /**
   * Says how far the work has come. Cheap: the latest note goes to the store with the next
   * heartbeat.
   */
  public void progress(ObjectNode note) {
    run.note.set(note);
  }

  /** Whether going on is in vain: the task is no longer ours, or past its timeout. */
  public boolean revoked() {
    return run.revoked;
  }

  /** The time by the worker's clock. */
  public Instant now() {
    return clock.instant();
  }

  private RuntimeException noSource() {
    return Problem.notFound(
            "The store holds no source for task %d (%s)"
                .formatted(run.claim.taskId(), run.claim.path()),
            "Enqueue it again from its path")
        .asException();
  }
}
