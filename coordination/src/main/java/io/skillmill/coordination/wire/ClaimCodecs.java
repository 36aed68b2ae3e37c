package io.skillmill.coordination.wire;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.ClaimAnswer;
import io.skillmill.schema.task.ClaimRequest;
import io.skillmill.schema.task.Lease;
import io.skillmill.schema.task.TaskType;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Claims, and what is asked and said about them. */
final class ClaimCodecs {

  static final Codec<Lease> LEASE =
      new Codec<>(
          lease -> Json.small(2).put("task_id", lease.taskId()).put("lease_id", lease.id()),
          from -> new Lease(from.number("task_id"), from.text("lease_id")));

  static final Codec<ClaimRequest> REQUEST =
      new Codec<>(ClaimCodecs::writeRequest, ClaimCodecs::readRequest);

  private static final Codec<Claim> CLAIM =
      new Codec<>(ClaimCodecs::writeClaim, ClaimCodecs::readClaim);

  static final Codec<ClaimAnswer> ANSWER =
      new Codec<>(ClaimCodecs::writeAnswer, ClaimCodecs::readAnswer);

  static final Codec<Progress> PROGRESS =
      new Codec<>(
          progress -> {
            var json = Json.small(2).put("note_text", progress.note());
            json.set("lease", LEASE.write(progress.lease()));
            return json;
          },
          from -> new Progress(from.object("lease", LEASE), from.text("note_text")));

  private ClaimCodecs() {}

  private static ObjectNode writeRequest(ClaimRequest request) {
    var json = Json.small(4);
    json.set("worker", WorkerCodecs.REGISTRATION.write(request.worker()));
    var queues = json.putArray("queues");
    request.queues().forEach(queues::add);
    var parsers = json.putArray("parsers");
    request.parsers().stream().sorted().forEach(parsers::add);
    return json.put("max", request.max());
  }

  private static ClaimRequest readRequest(Fields from) {
    return new ClaimRequest(
        from.object("worker", WorkerCodecs.REGISTRATION),
        from.texts("queues"),
        Set.copyOf(from.texts("parsers")),
        from.count("max"));
  }

  private static ObjectNode writeClaim(Claim claim) {
    var json =
        Json.small(8)
            .put("task_id", claim.taskId())
            .put("lease_id", claim.lease().id())
            .put("type", claim.type().word())
            .put("path", claim.path());
    claim.contentHash().ifPresent(hash -> json.put("content_hash", hash));
    claim.parser().ifPresent(parser -> json.set("parser", TaskCodecs.PARSER.write(parser)));
    return json.put("attempt", claim.attempt()).put("timeout_ms", claim.timeout().toMillis());
  }

  private static Claim readClaim(Fields from) {
    return new Claim(
        LEASE.read(from),
        from.word("type", TaskType::of),
        from.text("path"),
        from.maybeText("content_hash"),
        from.maybe("parser", name -> from.object(name, TaskCodecs.PARSER)),
        from.count("attempt"),
        from.millis("timeout_ms"));
  }

  private static ObjectNode writeAnswer(ClaimAnswer answer) {
    var json = Json.small(3);
    switch (answer) {
      case ClaimAnswer.WorkerLost() -> json.put("outcome", "worker_lost");
      case ClaimAnswer.Granted(var claims, var nextDue) -> {
        json.put("outcome", "granted");
        Codec.put(json, "claims", claims, CLAIM);
        nextDue.ifPresent(due -> json.put("next_due", due.toString()));
      }
    }
    return json;
  }

  private static ClaimAnswer readAnswer(Fields from) {
    return switch (from.text("outcome")) {
      case "worker_lost" -> new ClaimAnswer.WorkerLost();
      case "granted" ->
          new ClaimAnswer.Granted(from.list("claims", CLAIM), from.maybeInstant("next_due"));
      case String other -> throw Fields.unknown("outcome", other);
    };
  }
}
