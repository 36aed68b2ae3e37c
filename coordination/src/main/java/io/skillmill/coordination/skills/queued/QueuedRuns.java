package io.skillmill.coordination.skills.queued;

import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.run.SkillName;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.TaskType;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Skills that wait in a queue to be run: tasks made of calls, and a worker's way of doing them.
 *
 * <pre>{@code
 * store.enqueue(List.of(QueuedRuns.task("calculator", input, Optional.empty(), Terms.DEFAULT)));
 * SkillWorker.builder(store, QueuedRuns.handlers(handlers, engine)).start();
 * }</pre>
 *
 * <p>A worker takes the runs of skills that it hosts and leaves others to other workers. What a
 * caller alone may have, such as credentials, is no part of a task: a store keeps no secrets.
 */
public final class QueuedRuns {

  /** Tells the name of a skill from the name of a parser. */
  private static final String PREFIX = "skill:";

  /** An input may be this large; it is kept in the store, and carried to the worker. */
  public static final int INPUT_BYTES_MAX = 4 << 20;

  private static final String INPUT = "input.json";

  private QueuedRuns() {}

  /**
   * The task of running a skill once.
   *
   * @param skill by which name it is called
   * @param key at most one live task has it, and a finished one answers for the next; empty for a
   *     run of its own
   * @throws io.skillmill.schema.problem.ProblemException of kind {@code USAGE} where that is no
   *     call
   */
  public static NewTask task(
      String skill, ObjectNode input, Optional<String> key, NewTask.Terms terms) {
    if (!SkillName.isValid(skill)) {
      throw Problem.usage(
              "No skill can be called '%s'".formatted(skill), "A name has " + SkillName.RULE)
          .asException();
    }
    byte[] bytes = Json.utf8(input);
    if (bytes.length > INPUT_BYTES_MAX) {
      throw Problem.usage(
              "The input for '%s' has %d bytes".formatted(skill, bytes.length),
              "Keep it within %d bytes".formatted(INPUT_BYTES_MAX))
          .asException();
    }
    var task =
        NewTask.of(TaskType.RUN, PREFIX + skill)
            .withSource(SkillSource.single(INPUT, bytes))
            .withParser(new NewTask.ParserRef(PREFIX + skill, ""))
            .on(terms);
    return key.map(it -> task.withKey("run " + skill + " " + it)).orElse(task);
  }

  /** What a worker does already, and the runs of whatever skills the engine has at the time. */
  public static Handlers handlers(Handlers others, SkillEngine engine) {
    return others
        .with(TaskType.RUN, new RunSkillHandler(engine))
        .offering(
            () -> engine.skills().names().stream().map(PREFIX::concat).collect(Collectors.toSet()));
  }

  /** The skill that a task wants. */
  static Optional<String> skill(Optional<NewTask.ParserRef> wanted) {
    return wanted
        .map(NewTask.ParserRef::name)
        .filter(name -> name.startsWith(PREFIX))
        .map(name -> name.substring(PREFIX.length()));
  }
}
