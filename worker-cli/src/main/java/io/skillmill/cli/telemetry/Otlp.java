package io.skillmill.cli.telemetry;

import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.CallTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says spans as OTLP has them in JSON. Numbers of 64 bits are texts there. */
final class Otlp {

  private static final int INTERNAL = 1;
  private static final int SERVER = 2;
  private static final int FAILED = 2;

  private final String service;
  private final String version;

  Otlp(String service, String version) {
    this.service = service;
    this.version = version;
  }

  /** A span for each call of a run, the run's own first. */
  static List<ObjectNode> spans(Journey journey) {
    var spans = new ArrayList<ObjectNode>();
    add(
        journey.calls(),
        journey,
        journey.place().spanId(),
        journey.place().parentId().orElse(""),
        spans);
    return spans;
  }

  private static void add(
      CallTrace call, Journey journey, String id, String parent, List<ObjectNode> spans) {
    long began = nanos(journey.began()) + call.began().toNanos();
    var span =
        Json.object()
            .put("traceId", journey.place().traceId())
            .put("spanId", id)
            .put("name", call.skill())
            .put("kind", spans.isEmpty() ? SERVER : INTERNAL)
            .put("startTimeUnixNano", Long.toString(began))
            .put("endTimeUnixNano", Long.toString(began + call.took().toNanos()));
    if (!parent.isEmpty()) {
      span.put("parentSpanId", parent);
    }
    var attributes = span.putArray("attributes");
    text(attributes, "skill.name", call.skill());
    text(attributes, "skill.version", call.version());
    attributes
        .addObject()
        .put("key", "skill.cached")
        .putObject("value")
        .put("boolValue", call.cached());
    call.failed()
        .ifPresent(kind -> {
          text(attributes, "error.type", kind.word());
          span.putObject("status").put("code", FAILED).put("message", kind.word());
        });
    spans.add(span);
    for (CallTrace inner : call.calls()) {
      add(inner, journey, TracePlace.span(), id, spans);
    }
  }

  private static long nanos(Instant instant) {
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }

  private static void text(ArrayNode attributes, String key, String value) {
    attributes.addObject().put("key", key).putObject("value").put("stringValue", value);
  }

  byte[] request(List<ObjectNode> spans) {
    var request = Json.object();
    var resource = request.putArray("resourceSpans").addObject();
    var attributes = resource.putObject("resource").putArray("attributes");
    text(attributes, "service.name", service);
    text(attributes, "service.version", version);
    var scope = resource.putArray("scopeSpans").addObject();
    scope.putObject("scope").put("name", "skillmill").put("version", version);
    scope.putArray("spans").addAll(spans);
    return Json.utf8(request);
  }
}
