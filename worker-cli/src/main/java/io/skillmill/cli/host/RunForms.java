package io.skillmill.cli.host;

import io.skillmill.cli.http.Refusal;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.CallTrace;
import io.skillmill.schema.run.RunAnswer;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunRequest;
import io.skillmill.schema.run.SkillLimits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a run is asked for, and how it is answered. A body that has {@code skill_input} is an
 * envelope with the input in it, and with what belongs to this one call; any other is the input.
 */
public final class RunForms {

  private static final String INPUT = "skill_input";
  private static final String RUNTIME = "runtime_config";
  private static final String CREDENTIALS = "credentials";

  /** A body that is no request, and in which way. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String place;

    UnreadableException(String place, String message) {
      super(message);
      this.place = place;
    }

    /** As other invalid inputs are told. */
    RunFailure failure() {
      var details = Json.object();
      var flaw = details.putArray("flaws").addObject();
      flaw.put("type", "unreadable").put("msg", String.valueOf(getMessage()));
      var path = flaw.putArray("loc");
      if (!place.isEmpty()) {
        path.add(place);
      }
      return RunFailure.of(RunFailure.Kind.INVALID_INPUT, String.valueOf(getMessage()))
          .with(details);
    }
  }

  private RunForms() {}

  /**
   * What is asked for.
   *
   * @param wantsTrace whether the answer is to tell the calls
   */
  static RunRequest read(String skill, byte[] body, boolean wantsTrace) throws UnreadableException {
    ObjectNode tree = object("", tree(body));
    if (!tree.has(INPUT)) {
      return new RunRequest(skill, tree, terms(Json.object(), Json.object(), wantsTrace));
    }
    var input = object(INPUT, tree.path(INPUT));
    var runtime = tree.has(RUNTIME) ? object(RUNTIME, tree.path(RUNTIME)) : Json.object();
    return new RunRequest(skill, input, terms(tree, runtime, wantsTrace));
  }

  static JsonNode tree(byte[] body) throws UnreadableException {
    try {
      return Json.read(body);
    } catch (Json.MalformedException e) {
      throw new UnreadableException(
          "",
          "The body is not JSON: line %d, column %d: %s"
              .formatted(e.line(), e.column(), e.getMessage()));
    }
  }

  static ObjectNode object(String place, JsonNode node) throws UnreadableException {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new UnreadableException(
        place, (place.isEmpty() ? "The body" : "'" + place + "'") + " must be a JSON object");
  }

  private static RunRequest.Terms terms(ObjectNode envelope, ObjectNode runtime, boolean trace)
      throws UnreadableException {
    var credentials = new LinkedHashMap<String, String>();
    addCredentials(envelope, credentials);
    addCredentials(runtime, credentials); // the nearer one to the call wins
    return new RunRequest.Terms(
            credentials, timeout(runtime), count(runtime, "max_depth"), Optional.empty(), trace)
        .withCalls(count(runtime, "max_calls"));
  }

  private static void addCredentials(ObjectNode holder, Map<String, String> credentials)
      throws UnreadableException {
    if (!holder.has(CREDENTIALS) || holder.path(CREDENTIALS).isNull()) {
      return;
    }
    for (var one : object(CREDENTIALS, holder.path(CREDENTIALS)).properties()) {
      if (!one.getValue().isString()) {
        throw new UnreadableException(CREDENTIALS, "A credential must be a text");
      }
      credentials.put(one.getKey(), one.getValue().asString());
    }
  }

  private static Optional<Duration> timeout(ObjectNode runtime) throws UnreadableException {
    var seconds = runtime.path("timeout_seconds");
    if (seconds.isMissingNode() || seconds.isNull()) {
      return Optional.empty();
    }
    double most = SkillLimits.TIMEOUT_MAX.toSeconds();
    if (!seconds.isNumber() || seconds.asDouble() <= 0 || seconds.asDouble() > most) {
      throw new UnreadableException(
          "timeout_seconds",
          "'timeout_seconds' must be a number above 0, up to %.0f".formatted(most));
    }
    return Optional.of(Duration.ofNanos((long) (seconds.asDouble() * 1e9)));
  }

  private static OptionalInt count(ObjectNode runtime, String name) throws UnreadableException {
    var count = runtime.path(name);
    if (count.isMissingNode() || count.isNull()) {
      return OptionalInt.empty();
    }
    if (!count.isInt() || count.asInt() < 1) {
      throw new UnreadableException(name, "'%s' must be a whole number from 1 on".formatted(name));
    }
    return OptionalInt.of(count.asInt());
  }

  // ---- answers

  /** The output alone, or with the calls that led to it where they were asked for. */
  static JsonNode done(RunAnswer.Done done) {
    if (done.trace().isEmpty()) {
      return done.output();
    }
    var page = Json.object();
    page.set("output", done.output());
    page.put("trace_id", done.traceId());
    return page.set("trace", trace(done.trace().get()));
  }

  static ObjectNode failed(RunFailure failure, String traceId, Optional<CallTrace> trace) {
    var page = Json.object();
    page.set("detail", detail(failure));
    page.set("failure", failure.toJson());
    page.put("trace_id", traceId);
    trace.ifPresent(calls -> page.set("trace", trace(calls)));
    return page;
  }

  private static JsonNode detail(RunFailure failure) {
    return switch (failure.kind()) {
      case INVALID_INPUT -> flaws(failure);
      case MISSING_CREDENTIALS ->
          failure
              .details()
              .map(ObjectNode::deepCopy)
              .orElseGet(Json::object)
              .put("error", "missing_credentials")
              .put("message", failure.message());
      default -> Json.object().put("detail", failure.message()).path("detail");
    };
  }

  private static JsonNode flaws(RunFailure failure) {
    var list = Json.array();
    for (var flaw : failure.details().orElseGet(Json::object).path("flaws")) {
      var one = list.addObject();
      one.set("type", flaw.path("type"));
      var place = one.putArray("loc").add("body");
      flaw.path("loc").forEach(place::add);
      one.set("msg", flaw.path("msg"));
    }
    return list;
  }

  /** The calls that were made. */
  public static ObjectNode trace(CallTrace call) {
    var tree =
        Json.object()
            .put("skill", call.skill())
            .put("version", call.version())
            .put("began_ms", millis(call.began()))
            .put("took_ms", millis(call.took()))
            .put("ok", call.failed().isEmpty())
            .put("cached", call.cached());
    call.failed().ifPresent(kind -> tree.put("failed", kind.word()));
    var calls = tree.putArray("calls");
    call.calls().forEach(inner -> calls.add(trace(inner)));
    return tree;
  }

  private static double millis(Duration time) {
    return Math.round(time.toNanos() / 1e3) / 1e3;
  }

  /** After how many seconds it is of use to ask again; one where that is not known. */
  static long retryAfterSeconds(RunFailure failure) {
    long millis =
        failure.details().map(more -> more.path(RunFailure.RETRY_AFTER).asLong(0)).orElse(0L);
    return Math.max(1, (millis + 999) / 1_000);
  }

  /** The one table from failures to HTTP statuses. */
  static int status(RunFailure failure) {
    boolean entry = failure.chain().size() <= 1;
    return switch (failure.kind()) {
      case UNKNOWN_SKILL -> entry ? Refusal.NOT_FOUND : Refusal.BROKEN;
      case INVALID_INPUT -> entry ? Refusal.OTHER_BODY : Refusal.BROKEN;
      case REFUSED -> Refusal.BAD_REQUEST;
      case MISSING_CREDENTIALS -> Refusal.NEEDS_MORE;
      case TOO_LARGE -> Refusal.TOO_LARGE;
      case BUSY -> Refusal.TOO_MANY;
      case TIMEOUT -> Refusal.TOO_SLOW;
      case CANCELLED, UNAVAILABLE -> Refusal.UNAVAILABLE;
      case CYCLE, TOO_DEEP, BROKEN -> Refusal.BROKEN;
    };
  }
}
