package io.skillmill.coordination.work;

import io.skillmill.coordination.handling.Reading;
import io.skillmill.coordination.handling.TaskHandler;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who does which type of task, and with which parsers. Immutable and thread-safe. */
public final class Handlers {

  private static final TaskHandler MISSING =
      context ->
          new Outcome.Crashed(
              "this worker has no handler for '%s' tasks; start one that has"
                  .formatted(context.claim().type().word()));

  private final Map<TaskType, TaskHandler> byType;
  private final Set<String> parsers;

  private Handlers(Map<TaskType, TaskHandler> byType, Set<String> parsers) {
    this.byType = Map.copyOf(byType);
    this.parsers = Set.copyOf(parsers);
  }

  /** Parse, validate and analyze with these parsers. */
  public static Handlers of(Parsers parsers, Limits limits) {
    var names = parsers.all().stream().map(SkillParser::name).collect(Collectors.toSet());
    var reading = new Reading(parsers, limits);
    return new Handlers(
        Map.of(
            TaskType.PARSE, reading.parsing(),
            TaskType.VALIDATE, reading.validating(),
            TaskType.ANALYZE, reading.analyzing()),
        names);
  }

  /** One handler alone; further ones come {@link #with}. */
  public static Handlers of(TaskType type, TaskHandler handler) {
    return new Handlers(Map.of(type, handler), Set.of());
  }

  /** The same, but for this type. */
  public Handlers with(TaskType type, TaskHandler handler) {
    var more = new EnumMap<TaskType, TaskHandler>(TaskType.class);
    more.putAll(byType);
    more.put(type, handler);
    return new Handlers(more, parsers);
  }

  /** The names of the parsers at hand: tasks that need another are left to other workers. */
  Set<String> parsers() {
    return parsers;
  }

  TaskHandler handler(TaskType type) {
    return byType.getOrDefault(type, MISSING);
  }

  boolean allCpuBound() {
    return byType.values().stream().allMatch(TaskHandler::cpuBound);
  }
}
