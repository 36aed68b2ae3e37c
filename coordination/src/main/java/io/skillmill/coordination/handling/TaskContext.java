package io.skillmill.coordination.handling;

import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Claim;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** What a handler knows about the task in its hands. For the handler's thread alone. */
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

  /** Whether going on is in vain: the task is no longer ours, or past its timeout. */
  boolean revoked();

  /** The time by the worker's clock. */
  Instant now();
}
