package io.skillmill.cli.render;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.Counts;
import io.skillmill.schema.task.QueueView;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.WorkerView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** How the store's things look as JSON: times in ISO-8601 UTC, lengths of time in seconds. */
public final class JsonViews {

  private static final double MILLIS_PER_SECOND = 1000.0;

  private JsonViews() {}

  public static ObjectNode task(Task task) {
    var json =
        Json.object()
            .put("task_id", task.taskId())
            .put("task_type", task.type().word())
            .put("path", task.path())
            .put("state", task.state().word())
            .put("queue", task.queue())
            .put("priority", task.priority())
            .put("created_at", task.createdAt().toString())
            .put("run_at", task.runAt().toString())
            .put("started_at", time(task.startedAt()))
            .put("completed_at", time(task.completedAt()))
            .put("worker_id", task.workerId().orElse(null))
            .put("attempt", task.attempt())
            .put("attempts_spent", task.spent())
            .put("max_attempts", task.maxAttempts())
            .put("timeout_seconds", seconds(task.timeout()))
            .put("parser", task.parser().map(parser -> parser.name()).orElse(null))
            .put("parser_version", task.parser().map(parser -> parser.version()).orElse(null))
            .put("content_hash", task.contentHash().orElse(null))
            .put("error", task.error().orElse(null));
    task.progress().ifPresent(note -> json.set("progress", Json.readOurs(note)));
    return json;
  }

  public static ObjectNode attempt(Attempt attempt) {
    var json =
        Json.object()
            .put("attempt", attempt.number())
            .put("worker_id", attempt.workerId())
            .put("claimed_at", attempt.claimedAt().toString())
            .put("started_at", time(attempt.startedAt()))
            .put("ended_at", time(attempt.endedAt()))
            .put("duration_seconds", attempt.duration().map(JsonViews::seconds).orElse(null))
            .put("outcome", attempt.ending().map(Attempt.Ending::word).orElse(null))
            .put("error", attempt.error().orElse(null))
            .put("late_at", time(attempt.lateAt()));
    attempt.lateResult().ifPresent(late -> json.put("late_result", late));
    return json;
  }

  /** A result with the document or report in it, as one JSON object. */
  public static ObjectNode result(Result result, TaskState state) {
    var json =
        Json.object()
            .put("task_id", result.taskId())
            .put("path", result.path())
            .put("state", state.word())
            .put("error", result.error().orElse(null))
            .put("created_at", result.createdAt().toString());
    json.set("metrics", Json.readOurs(result.metrics()));
    json.set("result", result.result().map(Json::readOurs).orElse(null));
    return json;
  }

  /** {@link #result} on one line, without reading the stored document where that is not needed. */
  public static String resultLine(Result result, TaskState state) {
    String stored = result.result().orElse("null");
    if (stored.indexOf('\n') >= 0 || stored.indexOf('\r') >= 0) {
      return Json.write(result(result, state));
    }
    var withoutResult =
        new Result(
            result.taskId(),
            result.path(),
            Optional.empty(),
            result.error(),
            result.metrics(),
            result.createdAt());
    String line = Json.write(result(withoutResult, state));
    return line.substring(0, line.length() - "null}".length()) + stored + "}";
  }

  public static ObjectNode worker(WorkerView worker) {
    return Json.object()
        .put("worker_id", worker.card().workerId())
        .put("status", worker.status().word())
        .put("host", worker.card().host())
        .put("pid", worker.card().pid())
        .put("slots", worker.card().slots())
        .put("tasks_completed", worker.tasksCompleted())
        .put("holding", worker.holding())
        .put("last_heartbeat", worker.lastHeartbeat().toString())
        .put("created_at", worker.createdAt().toString());
  }

  public static ObjectNode counts(Counts counts) {
    return Json.object()
        .put("total", counts.total())
        .put("queued", counts.queued())
        .put("in_progress", counts.inProgress())
        .put("completed", counts.completed())
        .put("failed", counts.failed())
        .put("cancelled", counts.cancelled())
        .put("forgotten", counts.forgotten());
  }

  public static ObjectNode queue(QueueView queue) {
    var json = Json.object().put("name", queue.name()).put("paused", queue.paused());
    json.setAll(counts(queue.counts()));
    return json;
  }

  public static double seconds(Duration length) {
    return length.toMillis() / MILLIS_PER_SECOND;
  }

  private static @org.jspecify.annotations.Nullable String time(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse(null);
  }
}
