package io.skillmill.coordination.agents;

import io.skillmill.coordination.toolloop.Toolbox;
import io.skillmill.schema.chat.ToolDefinition;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The hosted skills as far as one person may run them, on their terms. Thread-safe. */
public interface SkillShelf {

  /** Those that there are now. */
  List<ToolDefinition> tools();

  /** Those that say of themselves what these words say, the best first. */
  List<Fitting> fitting(String words);

  /**
   * Runs one; an interrupt ends it.
   *
   * @param atMost how long it may take
   */
  Came run(String tool, ObjectNode input, Duration atMost) throws InterruptedException;

  /**
   * A skill that fits.
   *
   * @param tool how it is called as a tool
   * @param score how much of what was said fits, from 0 to 1
   * @param reason why, for people
   */
  record Fitting(String tool, String skill, String description, double score, String reason) {}

  /**
   * What came of a run.
   *
   * @param skill how it is called at the host
   * @param ran for the model
   * @param traceId under which it is found in logs
   */
  record Came(String skill, Toolbox.Ran ran, String traceId) {}
}
