package io.skillmill.coordination.wire;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RegisteredSkill;
import io.skillmill.schema.task.Counts;
import io.skillmill.schema.task.Pruned;
import io.skillmill.schema.task.QueueView;
import io.skillmill.schema.task.TaskFilter;
import io.skillmill.schema.task.TaskSelection;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.TaskType;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** What is asked and told about the store as a whole: counts, selections of tasks, changes. */
final class StoreCodecs {

  static final Codec<Counts> COUNTS =
      new Codec<>(
          counts ->
              Json.small(6)
                  .put("queued", counts.queued())
                  .put("in_progress", counts.inProgress())
                  .put("completed", counts.completed())
                  .put("failed", counts.failed())
                  .put("cancelled", counts.cancelled())
                  .put("forgotten", counts.forgotten()),
          from ->
              new Counts(
                  from.number("queued"),
                  from.number("in_progress"),
                  from.number("completed"),
                  from.number("failed"),
                  from.number("cancelled"),
                  from.maybe("forgotten", from::number).orElse(0L)));

  static final Codec<QueueView> QUEUE =
      new Codec<>(
          queue -> {
            var json = Json.small(3).put("name", queue.name()).put("paused", queue.paused());
            json.set("counts", COUNTS.write(queue.counts()));
            return json;
          },
          from ->
              new QueueView(from.text("name"), from.flag("paused"), from.object("counts", COUNTS)));

  static final Codec<TaskFilter> FILTER =
      new Codec<>(StoreCodecs::writeFilter, StoreCodecs::readFilter);

  static final Codec<TaskSelection> SELECTION =
      new Codec<>(StoreCodecs::writeSelection, StoreCodecs::readSelection);

  static final Codec<Prune> PRUNE =
      new Codec<>(
          prune -> {
            var json = Json.small(2).put("older_than_ms", prune.olderThan().toMillis());
            var states = json.putArray("states");
            prune.states().stream().sorted().forEach(state -> states.add(state.word()));
            return json;
          },
          from -> new Prune(from.millis("older_than_ms"), states(from)));

  static final Codec<Pruned> PRUNED =
      new Codec<>(
          pruned ->
              Json.small(3)
                  .put("tasks", pruned.tasks())
                  .put("contents", pruned.contents())
                  .put("workers", pruned.workers()),
          from ->
              new Pruned(from.number("tasks"), from.number("contents"), from.number("workers")));

  static final Codec<RegisteredSkill.Revision> REVISION =
      new Codec<>(
          revision ->
              Json.small(2).put("skill", revision.skill()).put("revision", revision.number()),
          from -> new RegisteredSkill.Revision(from.text("skill"), from.number("revision")));

  static final Codec<RegisteredSkill> REGISTERED =
      new Codec<>(
          skill ->
              REVISION
                  .write(skill.revision())
                  .put("content_hash", skill.contentHash())
                  .put("declaration", skill.declaration())
                  .put("source", skill.source()),
          from ->
              new RegisteredSkill(
                  REVISION.read(from),
                  from.text("content_hash"),
                  from.text("declaration"),
                  from.text("source")));

  static final Codec<Mark> MARK =
      new Codec<>(
          mark -> Json.small(2).put("server", mark.server()).put("mark", mark.number()),
          from -> new Mark(from.text("server"), from.number("mark")));

  static final Codec<Mark.Wait> WAIT =
      new Codec<>(
          wait -> MARK.write(wait.seen()).put("wait_ms", wait.atMost().toMillis()),
          from ->
              from.has("mark")
                  ? new Mark.Wait(MARK.read(from), from.millis("wait_ms"))
                  : new Mark.Wait(Mark.NONE, java.time.Duration.ZERO));

  static final Codec<Greeting> GREETING =
      new Codec<>(
          greeting ->
              Json.small(3)
                  .put("protocol", Wire.PROTOCOL)
                  .put("version", greeting.version())
                  .put("server", greeting.server()),
          from -> {
            Wire.checkProtocol(from.text("protocol"));
            return new Greeting(from.text("version"), from.text("server"));
          });

  private StoreCodecs() {}

  private static ObjectNode writeFilter(TaskFilter filter) {
    var json = Json.object();
    if (!filter.states().isEmpty()) {
      var states = json.putArray("states");
      filter.states().stream().sorted().forEach(state -> states.add(state.word()));
    }
    filter.queue().ifPresent(queue -> json.put("queue", queue));
    filter.type().ifPresent(type -> json.put("type", type.word()));
    return json.put("after", filter.after()).put("limit", filter.limit());
  }

  private static TaskFilter readFilter(Fields from) {
    var all = TaskFilter.ALL;
    return new TaskFilter(
        from.has("states") ? states(from) : Set.of(),
        from.maybeText("queue"),
        from.maybe("type", name -> from.word(name, TaskType::of)),
        from.maybe("after", from::number).orElse(all.after()),
        from.maybe("limit", from::count).orElse(all.limit()));
  }

  private static Set<TaskState> states(Fields from) {
    return from.texts("states").stream()
        .map(word -> Fields.known("states", word, TaskState::of))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static ObjectNode writeSelection(TaskSelection selection) {
    var json = Json.small(1);
    switch (selection) {
      case TaskSelection.All() -> json.put("all", true);
      case TaskSelection.Queue(var name) -> json.put("queue", name);
      case TaskSelection.Ids(var taskIds) -> {
        var ids = json.putArray("task_ids");
        taskIds.forEach(ids::add);
      }
    }
    return json;
  }

  /** Exactly one way of selecting: who sends two has mistaken something. */
  private static TaskSelection readSelection(Fields from) {
    if (from.has("task_ids")) {
      return new TaskSelection.Ids(from.numbers("task_ids"));
    }
    if (from.has("queue")) {
      return new TaskSelection.Queue(from.text("queue"));
    }
    if (from.has("all") && from.flag("all")) {
      return new TaskSelection.All();
    }
    throw Fields.wrong("Nothing says which tasks are meant: 'task_ids', 'queue' or 'all'");
  }
}
