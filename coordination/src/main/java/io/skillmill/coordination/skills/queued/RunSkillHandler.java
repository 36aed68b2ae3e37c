package io.skillmill.coordination.skills.queued;

import io.skillmill.coordination.handling.TaskContext;
import io.skillmill.coordination.handling.TaskHandler;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** Runs the skill that a task names. What the engine answers, the task answers. */
record RunSkillHandler(SkillEngine engine) implements TaskHandler {

  @Override
  public Outcome handle(TaskContext context) throws Json.MalformedException {
    var claim = context.claim();
    String skill = QueuedRuns.skill(claim.parser()).orElse("");
    byte[] bytes = context.source().primaryFile().bytes().orElseThrow();
    return Json.read(bytes) instanceof ObjectNode input
        ? outcome(engine.run(new RunRequest(skill, input, terms(claim))))
        : new Outcome.Rejected("the input is no JSON object", "{}");
  }

  /** The attempt's own time bounds the run, so that the skill hears of its end. */
  private static RunRequest.Terms terms(Claim claim) {
    return new RunRequest.Terms(
        Map.of(), Optional.of(claim.timeout()), OptionalInt.empty(), Optional.empty(), false);
  }

  private static Outcome outcome(RunAnswer answer) {
    return switch (answer) {
      case RunAnswer.Done done -> new Outcome.Completed(Json.write(done.output()));
      case RunAnswer.Failed(var failure, var traceId, var _) -> outcome(failure, traceId);
    };
  }

  /** What the same call would meet again is final; what may pass is tried again. */
  private static Outcome outcome(RunFailure failure, String traceId) {
    return switch (failure.kind()) {
      case REFUSED, CYCLE, TOO_DEEP, TOO_LARGE, MISSING_CREDENTIALS -> rejected(failure, traceId);
      case INVALID_INPUT ->
          failure.chain().size() <= 1
              ? rejected(failure, traceId)
              : new Outcome.Crashed(failure.message());
      case TIMEOUT -> new Outcome.TimedOut(failure.message());
      case UNKNOWN_SKILL, BUSY, CANCELLED, UNAVAILABLE, BROKEN ->
          new Outcome.Crashed(failure.message());
    };
  }

  private static Outcome rejected(RunFailure failure, String traceId) {
    var result = Json.object().put("trace_id", traceId);
    result.set("failure", failure.toJson());
    return new Outcome.Rejected(failure.message(), Json.write(result));
  }
}
