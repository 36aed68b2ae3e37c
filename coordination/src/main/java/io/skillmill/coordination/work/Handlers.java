package io.skillmill.coordination.work;

import io.skillmill.coordination.handling.Reading;
import io.skillmill.coordination.handling.TaskHandler;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskType;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Who does which type of task, and with which parsers. Immutable and thread-safe. */
public final class Handlers {

  private static final TaskHandler MISSING =
      context ->
          new Outcome.Crashed(
              "this worker has no handler for '%s' tasks; start one that has"
                  .formatted(context.claim().type().word()));

  private final Map<TaskType, TaskHandler> byType;
  private final Supplier<Set<String>> parsers;

  private Handlers(Map<TaskType, TaskHandler> byType, Supplier<Set<String>> parsers) {
    this.byType = Map.copyOf(byType);
    this.parsers = parsers;
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
        () -> names);
  }

  /** One handler alone; further ones come {@link #with}. */
  public static Handlers of(TaskType type, TaskHandler handler) {
    return new Handlers(Map.of(type, handler), Set::of);
  }

  /** The same, but for this type. */
  public Handlers with(TaskType type, TaskHandler handler) {
    var more = new EnumMap<TaskType, TaskHandler>(TaskType.class);
    more.putAll(byType);
    more.put(type, handler);
    return new Handlers(more, parsers);
  }

  /**
   * The same, at hand under further names besides those of the parsers.
   *
   * @param names asked before each claim, so that what is at hand may change while the worker runs
   */
  public Handlers offering(Supplier<Set<String>> names) {
    return new Handlers(byType, () -> union(parsers.get(), names.get()));
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    var union = new HashSet<>(some);
    union.addAll(others);
    return union;
  }

  /** The names of what is at hand: tasks that need another are left to other workers. */
  Set<String> parsers() {
    return parsers.get();
  }

  TaskHandler handler(TaskType type) {
    return byType.getOrDefault(type, MISSING);
  }

  boolean allCpuBound() {
    return byType.values().stream().allMatch(TaskHandler::cpuBound);
  }
}
