package io.skillmill.coordination.models;

import io.skillmill.parsers.secrets.Redaction;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Says why there is no answer, never with the key, whoever repeats it. */
final class Complaint {

  private static final int OK = 200;
  private static final int REFUSED_MIN = 400;
  private static final int REFUSED_MAX = 599;
  private static final int REASON_CHARS_MAX = 300;

  /** What may pass: too much to do, a limit that is over soon, a host that starts again. */
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504, 529);

  /** A limit that waiting does not lift. */
  private static final String QUOTA = "insufficient_quota";

  private final ModelAddress address;

  Complaint(ModelAddress address) {
    this.address = address;
  }

  /** Whether it is no answer, whatever its status: gateways pass errors on as successes. */
  boolean isRefusal(ChatModel.Reply reply) {
    return reply.status() != OK || !error(reply).isEmpty();
  }

  /** Whether the same question may have another answer later. */
  boolean mayPass(ChatModel.Reply reply) {
    return PASSING.contains(status(reply))
        && !error(reply).path("code").asString("").equals(QUOTA)
        && !error(reply).path("type").asString("").equals(QUOTA);
  }

  Problem refused(ChatModel.Reply reply, int tries) {
    String again = tries > 1 ? " %d times".formatted(tries) : "";
    return failed(
        "answered %d%s: %s".formatted(status(reply), again, reason(reply)), remedy(reply));
  }

  private static String remedy(ChatModel.Reply reply) {
    return switch (status(reply)) {
      case 400, 422 -> "Check that the model takes tools, and that what is asked is not too long";
      case 401, 403 -> "Check " + ModelAddress.KEY_VARIABLE;
      case 404 ->
          "Check %s and %s".formatted(ModelAddress.URL_VARIABLE, ModelAddress.MODEL_VARIABLE);
      case 429 -> "Wait a while, or look at the limits of the account";
      default -> "Try again later";
    };
  }

  Problem late(Duration atMost) {
    return failed(
        "did not answer within %s s".formatted(atMost.toMillis() / 1e3),
        "Try again, or allow it more time");
  }

  Problem tooLong(int bytesMax) {
    return failed(
        "answered more than the %d bytes that are read".formatted(bytesMax),
        "Ask a model that keeps to the point");
  }

  Problem lost(IOException why) {
    boolean nobody = why instanceof ConnectException || why instanceof HttpConnectTimeoutException;
    return failed(
        nobody ? "cannot be reached" : "broke off its answer",
        "Check %s, and that something answers there".formatted(ModelAddress.URL_VARIABLE));
  }

  Problem garbled(Exception why) {
    return failed(
        "answered what is no chat completion: " + shown(String.valueOf(why.getMessage())),
        "Check that %s is the address of a chat completions API"
            .formatted(ModelAddress.URL_VARIABLE));
  }

  private Problem failed(String what, String remedy) {
    return Problem.failed("The language model %s %s".formatted(address, what), remedy);
  }

  /** The one it came with; of an error that came as a success, the one that this names. */
  static int status(ChatModel.Reply reply) {
    if (reply.status() != OK) {
      return reply.status();
    }
    JsonNode error = error(reply);
    return Stream.of("code", "status")
        .mapToInt(member -> error.path(member).asInt(0))
        .filter(status -> status >= REFUSED_MIN && status <= REFUSED_MAX)
        .findFirst()
        .orElse(OK);
  }

  /** What went wrong, as the endpoint says; empty where it says nothing, or has an answer. */
  private static JsonNode error(ChatModel.Reply reply) {
    try {
      JsonNode tree = Json.read(reply.body());
      JsonNode error = tree.path("error");
      if (!tree.path("choices").isEmpty()) {
        return Json.object();
      }
      return error.isString() ? Json.object().set("message", error) : error;
    } catch (Json.MalformedException _) {
      return Json.object();
    }
  }

  private String reason(ChatModel.Reply reply) {
    return shown(error(reply).path("message").asString(reply.body()));
  }

  /** On one line, not too long, and without secrets. */
  private String shown(String text) {
    String line = text.replace('\n', ' ').replace('\r', ' ').strip();
    String keyless = address.key().isEmpty() ? line : line.replace(address.key(), "[key]");
    String safe = Redaction.redact(keyless);
    return safe.length() <= REASON_CHARS_MAX ? safe : safe.substring(0, REASON_CHARS_MAX) + "…";
  }
}
