package io.skillmill.coordination.work;

import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Claim;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** What a handler knows about the task in its hands. */
public interface TaskContext {

  Claim claim();

  /**
   * The source, read from the store when first asked for.
   *
   * @throws io.skillmill.schema.problem.ProblemException where the task has none
   */
  SkillSource source();

  /**
   * Says how far the work has come. Cheap: the latest note goes to the store with the next
   * heartbeat.
   */
  void progress(ObjectNode note);

  /** Whether the task is no longer ours, so that going on is in vain. */
  boolean revoked();

  /** The time by the worker's clock. */
  Instant now();
}
