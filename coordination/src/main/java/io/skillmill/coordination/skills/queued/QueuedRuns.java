package io.skillmill.coordination.skills.queued;

import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.run.SkillName;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.TaskType;
import java.util.List;
import java.util.Map;
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
 * <p>A worker takes the runs of skills that it hosts and leaves others to other workers. A store
 * keeps no secrets: a task names the credentials that its run is to have, and the worker has them.
 */
public final class QueuedRuns {

  /** Tells the name of a skill from the name of a parser. */
  private static final String PREFIX = "skill:";

  /** An input may be this large; it is kept in the store, and carried to the worker. */
  public static final int INPUT_BYTES_MAX = 4 << 20;

  private static final String INPUT = "input.json";

  /** Beside the input: the names of credentials, where there are any. */
  static final String CREDENTIALS = "credentials.json";

  private static final int CREDENTIALS_MAX = 100;
  private static final int NAME_CHARS_MAX = 128;

  /**
   * What is to be run.
   *
   * @param skill by which name it is called
   * @param credentials the names of those that it is to have
   */
  public record Order(String skill, ObjectNode input, List<String> credentials) {
    public Order {
      credentials = credentials.stream().distinct().sorted().toList();
      if (credentials.size() > CREDENTIALS_MAX
          || credentials.stream().anyMatch(name -> !isName(name))) {
        throw Problem.usage(
                "That are no names of credentials for '%s'".formatted(skill),
                "Name %d at the most, each without the secret, which the worker has"
                    .formatted(CREDENTIALS_MAX))
            .asException();
      }
    }

    private static boolean isName(String name) {
      return !name.isBlank() && name.length() <= NAME_CHARS_MAX && name.indexOf('=') < 0;
    }
  }

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
    return task(new Order(skill, input, List.of()), key, terms);
  }

  /** The same with credentials, each by its name alone. */
  public static NewTask task(Order order, Optional<String> key, NewTask.Terms terms) {
    String skill = order.skill();
    if (!SkillName.isValid(skill)) {
      throw Problem.usage(
              "No skill can be called '%s'".formatted(skill), "A name has " + SkillName.RULE)
          .asException();
    }
    byte[] bytes = Json.utf8(order.input());
    if (bytes.length > INPUT_BYTES_MAX) {
      throw Problem.usage(
              "The input for '%s' has %d bytes".formatted(skill, bytes.length),
              "Keep it within %d bytes".formatted(INPUT_BYTES_MAX))
          .asException();
    }
    var task =
        NewTask.of(TaskType.RUN, PREFIX + skill)
            .withSource(source(bytes, order.credentials()))
            .withParser(new NewTask.ParserRef(PREFIX + skill, ""))
            .on(terms);
    return key.map(it -> task.withKey("run " + skill + " " + it)).orElse(task);
  }

  private static SkillSource source(byte[] input, List<String> credentials) {
    if (credentials.isEmpty()) {
      return SkillSource.single(INPUT, input);
    }
    var names = Json.array();
    credentials.forEach(names::add);
    return SkillSource.of(
        INPUT,
        INPUT,
        List.of(SkillFile.of(INPUT, input), SkillFile.of(CREDENTIALS, Json.utf8(names))));
  }

  /** What a worker does already, and the runs of whatever skills the engine has at the time. */
  public static Handlers handlers(Handlers others, SkillEngine engine) {
    return handlers(others, engine, Map.of());
  }

  /**
   * The same with secrets for those runs that name them.
   *
   * @param credentials by their names
   */
  public static Handlers handlers(
      Handlers others, SkillEngine engine, Map<String, String> credentials) {
    return others
        .with(TaskType.RUN, new RunSkillHandler(engine, Map.copyOf(credentials)))
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
