package io.skillmill.coordination.skills;

import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What runs when a skill is called, whatever language it is written in. Called on many threads at a
 * time.
 *
 * <p>The input has been checked against what the skill declares. A call must end soon after its
 * thread is interrupted: it was given up, or its time is over. Nobody waits for one that does not,
 * but it keeps its thread, and its place among the calls of the skill.
 */
@FunctionalInterface
public interface SkillCode extends AutoCloseable {

  /**
   * Does it once.
   *
   * @throws SkillException for what the caller is to hear: a refused input, or the failure of a
   *     skill that was called and is not dealt with
   * @throws Exception for anything else; the caller hears that the skill broke, and in which way
   */
  JsonNode run(ObjectNode input, SkillContext context) throws Exception;

  /**
   * Whether a call only waits, or soon ends by itself. Such calls run on virtual threads, of which
   * one that computed for ever would keep a processor from all others. Any other has a thread of
   * the system.
   */
  default boolean isLight() {
    return false;
  }

  /** Whether it can run now; empty if so, else why not, for people. */
  default java.util.Optional<String> ailment() {
    return java.util.Optional.empty();
  }

  /**
   * Within which bounds it runs on this machine, in a sentence for people; empty where it is
   * trusted like this program itself.
   */
  default java.util.Optional<String> bounds() {
    return java.util.Optional.empty();
  }

  /**
   * Makes sure, as far as can be told without a call, that it would run: asked once, before a skill
   * takes the place of another.
   *
   * @throws SkillException where it would not
   */
  default void rehearse(Duration atMost) throws SkillException, InterruptedException {}

  /** Lets go of what it holds. No call is under way then, and none will come. */
  @Override
  default void close() {}
}
