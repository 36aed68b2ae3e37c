package io.skillmill.coordination.wire;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.Finish;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.Turnover;
import tools.jackson.databind.node.ObjectNode;

/** Reports of finished attempts, and what became of them. */
final class FinishCodecs {

  static final Codec<Finish> FINISH =
      new Codec<>(FinishCodecs::writeFinish, FinishCodecs::readFinish);

  static final Codec<FinishAnswer> ANSWER =
      new Codec<>(
          answer -> Json.small(1).put("outcome", word(answer)),
          from ->
              switch (from.text("outcome")) {
                case "recorded" -> FinishAnswer.RECORDED;
                case "lease_lost" -> FinishAnswer.LEASE_LOST;
                case String other -> throw Fields.unknown("outcome", other);
              });

  static final Codec<Return> RETURN =
      new Codec<>(
          turn -> {
            var json = Json.small(2);
            Codec.put(json, "finishes", turn.finishes(), FINISH);
            json.set("next", ClaimCodecs.REQUEST.write(turn.next()));
            return json;
          },
          from ->
              new Return(from.list("finishes", FINISH), from.object("next", ClaimCodecs.REQUEST)));

  static final Codec<Turnover> TURNOVER =
      new Codec<>(
          turnover -> {
            var json = Json.small(2);
            Codec.put(json, "answers", turnover.answers(), ANSWER);
            json.set("next", ClaimCodecs.ANSWER.write(turnover.next()));
            return json;
          },
          from ->
              new Turnover(from.list("answers", ANSWER), from.object("next", ClaimCodecs.ANSWER)));

  private FinishCodecs() {}

  private static String word(FinishAnswer answer) {
    return switch (answer) {
      case RECORDED -> "recorded";
      case LEASE_LOST -> "lease_lost";
    };
  }

  private static ObjectNode writeFinish(Finish finish) {
    var json =
        Json.small(8)
            .put("task_id", finish.lease().taskId())
            .put("lease_id", finish.lease().id())
            .put("started_at", finish.startedAt().toString())
            .put("duration_ms", finish.duration().toMillis());
    switch (finish.outcome()) {
      case Outcome.Completed(var result) ->
          json.put("outcome", "completed").put("result_text", result);
      case Outcome.Rejected(var error, var result) ->
          json.put("outcome", "rejected").put("error", error).put("result_text", result);
      case Outcome.Crashed(var error) -> json.put("outcome", "crashed").put("error", error);
      case Outcome.TimedOut(var error) -> json.put("outcome", "timed_out").put("error", error);
    }
    return finish.history() ? json : json.put("history", false);
  }

  private static Finish readFinish(Fields from) {
    return new Finish(
        ClaimCodecs.LEASE.read(from),
        readOutcome(from),
        from.instant("started_at"),
        from.millis("duration_ms"),
        from.maybe("history", from::flag).orElse(true));
  }

  private static Outcome readOutcome(Fields from) {
    return switch (from.text("outcome")) {
      case "completed" -> new Outcome.Completed(from.text("result_text"));
      case "rejected" -> new Outcome.Rejected(from.text("error"), from.text("result_text"));
      case "crashed" -> new Outcome.Crashed(from.text("error"));
      case "timed_out" -> new Outcome.TimedOut(from.text("error"));
      case String other -> throw Fields.unknown("outcome", other);
    };
  }
}
