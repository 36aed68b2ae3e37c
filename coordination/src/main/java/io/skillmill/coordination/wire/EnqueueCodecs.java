package io.skillmill.coordination.wire;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.TaskType;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Tasks to be enqueued, and what became of them. */
final class EnqueueCodecs {

  private static final Codec<NewTask.Terms> TERMS =
      new Codec<>(EnqueueCodecs::writeTerms, EnqueueCodecs::readTerms);

  private static final Codec<Enqueue.Item> ITEM =
      new Codec<>(EnqueueCodecs::writeItem, EnqueueCodecs::readItem);

  private static final Codec<Enqueue.Packed> PACKED =
      new Codec<>(
          packed ->
              Json.small(2).put("content_hash", packed.contentHash()).put("pack", packed.bytes()),
          from -> new Enqueue.Packed(from.text("content_hash"), from.bytes("pack")));

  static final Codec<Enqueue> ENQUEUE =
      new Codec<>(
          enqueue -> {
            var json = Json.small(2);
            Codec.put(json, "tasks", enqueue.items(), ITEM);
            if (!enqueue.contents().isEmpty()) {
              Codec.put(json, "contents", enqueue.contents(), PACKED);
            }
            return json;
          },
          from -> new Enqueue(from.list("tasks", ITEM), from.maybeList("contents", PACKED)));

  static final Codec<Enqueued> ENQUEUED =
      new Codec<>(EnqueueCodecs::writeEnqueued, EnqueueCodecs::readEnqueued);

  private EnqueueCodecs() {}

  private static ObjectNode writeTerms(NewTask.Terms terms) {
    return Json.small(5)
        .put("queue", terms.queue())
        .put("priority", terms.priority())
        .put("delay_ms", terms.delay().toMillis())
        .put("max_attempts", terms.maxAttempts())
        .put("timeout_ms", terms.timeout().toMillis());
  }

  /** What is left out is as in the terms for which nobody asked. */
  private static NewTask.Terms readTerms(Fields from) {
    var usual = NewTask.Terms.DEFAULT;
    return new NewTask.Terms(
        from.maybeText("queue").orElse(usual.queue()),
        from.maybe("priority", from::count).orElse(usual.priority()),
        from.maybeMillis("delay_ms").orElse(usual.delay()),
        from.maybe("max_attempts", from::count).orElse(usual.maxAttempts()),
        from.maybeMillis("timeout_ms").orElse(usual.timeout()));
  }

  private static ObjectNode writeItem(Enqueue.Item item) {
    NewTask task = item.task();
    var json = Json.small(7).put("type", task.type().word()).put("path", task.path());
    item.contentHash().ifPresent(hash -> json.put("content_hash", hash));
    task.parser().ifPresent(parser -> json.set("parser", TaskCodecs.PARSER.write(parser)));
    json.set("terms", TERMS.write(task.terms()));
    task.dedupeKey().ifPresent(key -> json.put("dedupe_key", key));
    if (task.force()) {
      json.put("force", true);
    }
    return json;
  }

  private static Enqueue.Item readItem(Fields from) {
    var task =
        new NewTask(
            from.word("type", TaskType::of),
            from.text("path"),
            Optional.empty(),
            from.maybe("parser", name -> from.object(name, TaskCodecs.PARSER)),
            from.maybe("terms", name -> from.object(name, TERMS)).orElse(NewTask.Terms.DEFAULT),
            from.maybeText("dedupe_key"),
            from.maybe("force", from::flag).orElse(false));
    return new Enqueue.Item(task, from.maybeText("content_hash"));
  }

  private static ObjectNode writeEnqueued(Enqueued enqueued) {
    var json = Json.small(3);
    switch (enqueued) {
      case Enqueued.Queued _ -> json.put("outcome", "queued");
      case Enqueued.AlreadyLive _ -> json.put("outcome", "already_live");
      case Enqueued.Cached(var _, var state) ->
          json.put("outcome", "cached").put("state", state.word());
    }
    return json.put("task_id", enqueued.taskId());
  }

  private static Enqueued readEnqueued(Fields from) {
    long taskId = from.number("task_id");
    return switch (from.text("outcome")) {
      case "queued" -> new Enqueued.Queued(taskId);
      case "already_live" -> new Enqueued.AlreadyLive(taskId);
      case "cached" -> new Enqueued.Cached(taskId, from.word("state", TaskState::of));
      case String other -> throw Fields.unknown("outcome", other);
    };
  }
}
