package io.skillmill.coordination.wire;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.Beat;
import io.skillmill.schema.task.BeatAnswer;
import io.skillmill.schema.task.Pulse;
import io.skillmill.schema.task.Registration;
import io.skillmill.schema.task.WorkerCard;
import io.skillmill.schema.task.WorkerView;
import tools.jackson.databind.node.ObjectNode;

/** Workers, and their signs of life. */
final class WorkerCodecs {

  static final Codec<Registration> REGISTRATION =
      new Codec<>(
          worker ->
              Json.small(2)
                  .put("worker_id", worker.workerId())
                  .put("incarnation", worker.incarnation()),
          from -> new Registration(from.text("worker_id"), from.text("incarnation")));

  static final Codec<WorkerCard> CARD =
      new Codec<>(
          card ->
              Json.small(4)
                  .put("worker_id", card.workerId())
                  .put("host", card.host())
                  .put("pid", card.pid())
                  .put("slots", card.slots()),
          from ->
              new WorkerCard(
                  from.text("worker_id"),
                  from.text("host"),
                  from.number("pid"),
                  from.count("slots")));

  static final Codec<WorkerView> VIEW =
      new Codec<>(WorkerCodecs::writeView, WorkerCodecs::readView);

  static final Codec<Pulse> PULSE =
      new Codec<>(
          pulse -> REGISTRATION.write(pulse.worker()).put("beats", pulse.beats()),
          from -> new Pulse(REGISTRATION.read(from), from.number("beats")));

  static final Codec<Beat> BEAT =
      new Codec<>(
          beat -> {
            var json = Json.small(3);
            json.set("worker", REGISTRATION.write(beat.worker()));
            Codec.put(json, "started", beat.started(), ClaimCodecs.LEASE);
            Codec.put(json, "held", beat.held(), ClaimCodecs.LEASE);
            return json;
          },
          from ->
              new Beat(
                  from.object("worker", REGISTRATION),
                  from.list("started", ClaimCodecs.LEASE),
                  from.list("held", ClaimCodecs.LEASE)));

  static final Codec<BeatAnswer> BEAT_ANSWER =
      new Codec<>(WorkerCodecs::writeAnswer, WorkerCodecs::readAnswer);

  private WorkerCodecs() {}

  private static ObjectNode writeView(WorkerView view) {
    return CARD.write(view.card())
        .put("status", view.status().word())
        .put("tasks_completed", view.tasksCompleted())
        .put("holding", view.holding())
        .put("last_heartbeat", view.lastHeartbeat().toString())
        .put("created_at", view.createdAt().toString());
  }

  private static WorkerView readView(Fields from) {
    return new WorkerView(
        CARD.read(from),
        from.word("status", WorkerView.Status::of),
        from.number("tasks_completed"),
        from.number("holding"),
        from.instant("last_heartbeat"),
        from.instant("created_at"));
  }

  private static ObjectNode writeAnswer(BeatAnswer answer) {
    var json = Json.small(2);
    switch (answer) {
      case BeatAnswer.Lost() -> json.put("outcome", "lost");
      case BeatAnswer.Alive(var revoked) -> {
        json.put("outcome", "alive");
        Codec.put(json, "revoked", revoked, ClaimCodecs.LEASE);
      }
    }
    return json;
  }

  private static BeatAnswer readAnswer(Fields from) {
    return switch (from.text("outcome")) {
      case "lost" -> new BeatAnswer.Lost();
      case "alive" -> new BeatAnswer.Alive(from.list("revoked", ClaimCodecs.LEASE));
      case String other -> throw Fields.unknown("outcome", other);
    };
  }
}
