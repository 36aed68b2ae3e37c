package io.skillmill.coordination.toolloop;

import io.skillmill.schema.chat.ToolDefinition;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tools that a model may run. Thread-safe: several are run at a time. */
public interface Toolbox {

  /** Those that there are now; asked before every turn, so that what was reloaded is seen. */
  List<ToolDefinition> tools();

  /**
   * Runs one. The arguments fit what the tool declares; an interrupt ends it.
   *
   * @param atMost how long it may take
   */
  Ran run(String tool, ObjectNode arguments, Duration atMost) throws InterruptedException;

  /** What came of it. */
  sealed interface Ran {

    record Done(JsonNode output) implements Ran {}

    /**
     * It failed.
     *
     * @param what what happened, for the model
     * @param remedy what the model may do about it; empty where nobody knows
     */
    record Failed(String what, String remedy) implements Ran {}
  }
}
