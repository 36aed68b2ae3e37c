package io.skillmill.coordination.wire;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.Attempt;
import io.skillmill.schema.task.NewTask;
import io.skillmill.schema.task.Result;
import io.skillmill.schema.task.Task;
import io.skillmill.schema.task.TaskState;
import io.skillmill.schema.task.TaskType;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** Tasks, their attempts and results, as the store holds them. */
final class TaskCodecs {

  static final Codec<NewTask.ParserRef> PARSER =
      new Codec<>(
          parser -> Json.small(2).put("name", parser.name()).put("version", parser.version()),
          from -> new NewTask.ParserRef(from.text("name"), from.text("version")));

  static final Codec<Task> TASK = new Codec<>(TaskCodecs::writeTask, TaskCodecs::readTask);

  static final Codec<Attempt> ATTEMPT =
      new Codec<>(TaskCodecs::writeAttempt, TaskCodecs::readAttempt);

  static final Codec<Result> RESULT = new Codec<>(TaskCodecs::writeResult, TaskCodecs::readResult);

  private TaskCodecs() {}

  private static ObjectNode writeTask(Task task) {
    var json =
        Json.object()
            .put("task_id", task.taskId())
            .put("type", task.type().word())
            .put("path", task.path())
            .put("state", task.state().word())
            .put("queue", task.queue())
            .put("priority", task.priority())
            .put("created_at", task.createdAt().toString())
            .put("run_at", task.runAt().toString());
    task.startedAt().ifPresent(at -> json.put("started_at", at.toString()));
    task.completedAt().ifPresent(at -> json.put("completed_at", at.toString()));
    task.workerId().ifPresent(id -> json.put("worker_id", id));
    json.put("attempt", task.attempt())
        .put("spent", task.spent())
        .put("max_attempts", task.maxAttempts())
        .put("timeout_ms", task.timeout().toMillis());
    task.parser().ifPresent(parser -> json.set("parser", PARSER.write(parser)));
    task.contentHash().ifPresent(hash -> json.put("content_hash", hash));
    task.progress().ifPresent(text -> json.put("progress_text", text));
    task.error().ifPresent(error -> json.put("error", error));
    return json;
  }

  private static Task readTask(Fields from) {
    return new Task(
        from.number("task_id"),
        from.word("type", TaskType::of),
        from.text("path"),
        from.word("state", TaskState::of),
        from.text("queue"),
        from.count("priority"),
        from.instant("created_at"),
        from.instant("run_at"),
        from.maybeInstant("started_at"),
        from.maybeInstant("completed_at"),
        from.maybeText("worker_id"),
        from.count("attempt"),
        from.count("spent"),
        from.count("max_attempts"),
        from.millis("timeout_ms"),
        from.maybe("parser", name -> from.object(name, PARSER)),
        from.maybeText("content_hash"),
        from.maybeText("progress_text"),
        from.maybeText("error"));
  }

  private static ObjectNode writeAttempt(Attempt attempt) {
    var json =
        Json.object()
            .put("number", attempt.number())
            .put("lease_id", attempt.leaseId())
            .put("worker_id", attempt.workerId())
            .put("claimed_at", attempt.claimedAt().toString());
    attempt.startedAt().ifPresent(at -> json.put("started_at", at.toString()));
    attempt.endedAt().ifPresent(at -> json.put("ended_at", at.toString()));
    attempt.duration().map(Duration::toMillis).ifPresent(ms -> json.put("duration_ms", ms));
    attempt.ending().ifPresent(ending -> json.put("ending", ending.word()));
    attempt.error().ifPresent(error -> json.put("error", error));
    attempt.lateAt().ifPresent(at -> json.put("late_at", at.toString()));
    attempt.lateResult().ifPresent(text -> json.put("late_result_text", text));
    return json;
  }

  private static Attempt readAttempt(Fields from) {
    return new Attempt(
        from.count("number"),
        from.text("lease_id"),
        from.text("worker_id"),
        from.instant("claimed_at"),
        from.maybeInstant("started_at"),
        from.maybeInstant("ended_at"),
        from.maybeMillis("duration_ms"),
        from.maybe("ending", name -> from.word(name, Attempt.Ending::of)),
        from.maybeText("error"),
        from.maybeInstant("late_at"),
        from.maybeText("late_result_text"));
  }

  private static ObjectNode writeResult(Result result) {
    var json = Json.small(6).put("task_id", result.taskId()).put("path", result.path());
    result.result().ifPresent(text -> json.put("result_text", text));
    result.error().ifPresent(error -> json.put("error", error));
    return json.put("metrics_text", result.metrics())
        .put("created_at", result.createdAt().toString());
  }

  private static Result readResult(Fields from) {
    return new Result(
        from.number("task_id"),
        from.text("path"),
        from.maybeText("result_text"),
        from.maybeText("error"),
        from.text("metrics_text"),
        from.instant("created_at"));
  }
}
