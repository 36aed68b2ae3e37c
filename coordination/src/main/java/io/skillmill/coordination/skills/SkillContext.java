package io.skillmill.coordination.skills;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a skill knows about the call it answers, and how it calls other skills. Made afresh for each
 * call; nothing of it is shared with any other run.
 */
public interface SkillContext {

  /**
   * A call of another skill.
   *
   * @param skill its name
   */
  record Call(String skill, ObjectNode input) {}

  /**
   * Calls another skill and waits for its output. Time, credentials and trace are this run's.
   *
   * @throws SkillException where it came to nothing; may be caught
   */
  JsonNode call(String skill, ObjectNode input) throws SkillException;

  /**
   * Calls several at the same time and waits for all. The first that fails ends the others.
   *
   * @return their outputs, in the order of the calls
   */
  List<JsonNode> callAll(List<Call> calls) throws SkillException;

  /**
   * Does several things at the same time, each of which may make calls, and waits for all. The
   * first that fails ends the others; what it throws should be a {@link SkillException}.
   *
   * @return what came of them, in their order
   */
  <T> List<T> together(List<? extends Callable<T>> deeds) throws SkillException;

  /** A secret that the caller gave for this run. */
  Optional<String> credential(String name);

  /** How much time is left; zero or less once it is over. */
  Duration left();

  /** The skills on the stack, the entry first, this one last. */
  List<String> chain();

  /** The same and those above in other hosts, as another host is told of them. */
  default List<String> trail() {
    return chain();
  }

  /** Under which this run is found in logs and traces. */
  String traceId();

  /**
   * What whoever does a part of this call elsewhere is told of the trace, as the W3C has it; for
   * those who may know of it, and empty where the trace has a number that cannot be told so.
   */
  default Optional<String> traceparent() {
    return Optional.empty();
  }
}
