package io.skillmill.coordination.skills.queued;

import io.skillmill.coordination.handling.TaskContext;
import io.skillmill.coordination.handling.TaskHandler;
import io.skillmill.coordination.skills.SkillEngine;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.skill.SkillFile;
import io.skillmill.schema.skill.SkillSource;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** Runs the skill that a task names. What the engine answers, the task answers. */
record RunSkillHandler(SkillEngine engine, Map<String, String> credentials) implements TaskHandler {

  @Override
  public Outcome handle(TaskContext context) throws Json.MalformedException {
    var claim = context.claim();
    String skill = QueuedRuns.skill(claim.parser()).orElse("");
    byte[] bytes = context.source().primaryFile().bytes().orElseThrow();
    if (!(Json.read(bytes) instanceof ObjectNode input)) {
      return new Outcome.Rejected("the input is no JSON object", "{}");
    }
    var given = new LinkedHashMap<String, String>();
    for (String name : names(context.source())) {
      String secret = credentials.get(name);
      if (secret == null) {
        return new Outcome.Crashed(
            "This worker has no credential '%s'; start one with --credential %s"
                .formatted(name, name));
      }
      given.put(name, secret);
    }
    return outcome(engine.run(new RunRequest(skill, input, terms(claim, given))));
  }

  /** Of the credentials that the run is to have. */
  private static List<String> names(SkillSource source) throws Json.MalformedException {
    var file = source.file(QueuedRuns.CREDENTIALS).flatMap(SkillFile::bytes);
    return file.isEmpty()
        ? List.of()
        : Json.read(file.get()).valueStream().map(name -> name.asString("")).toList();
  }

  /** The attempt's own time bounds the run, so that the skill hears of its end. */
  private static RunRequest.Terms terms(Claim claim, Map<String, String> given) {
    return new RunRequest.Terms(
            given, Optional.of(claim.timeout()), OptionalInt.empty(), Optional.empty(), false)
        .by(RunRequest.Door.QUEUE);
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
