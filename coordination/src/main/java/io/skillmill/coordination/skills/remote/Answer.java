package io.skillmill.coordination.skills.remote;

import io.skillmill.coordination.skills.SkillException;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.run.RunFailure;
import io.skillmill.schema.run.RunFailure.Kind;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads what another host said: an output, or why there is none. */
final class Answer {

  private static final int MESSAGE_CHARS_MAX = 500;
  private static final int FLAWS_MAX = 3;

  private Answer() {}

  static JsonNode output(int status, byte[] body) throws SkillException {
    Optional<JsonNode> json = json(body);
    if (status >= 200 && status < 300) {
      return json.orElseThrow(
          () -> SkillException.broken("InvalidOutput", "The remote skill answered with no JSON"));
    }
    JsonNode told = json.orElseGet(Json::object);
    String message = message(told).orElse("The remote skill answered with status " + status);
    throw new SkillException(
        RunFailure.of(kind(status, told), message)
            .typed(told.path("failure").path("type").asString("HttpStatus"))
            .with(Json.object().put("status", status)));
  }

  private static Optional<JsonNode> json(byte[] body) {
    try {
      return Optional.of(Json.read(body));
    } catch (Json.MalformedException _) {
      return Optional.empty();
    }
  }

  /** Where another host of skills says which kind it is, that is believed of some. */
  private static Kind kind(int status, JsonNode told) {
    String word = told.path("failure").path("kind").asString("");
    Optional<Kind> said =
        Arrays.stream(Kind.values()).filter(kind -> kind.word().equals(word)).findFirst();
    if (said.isPresent() && status >= 500) {
      return switch (said.get()) {
        case CYCLE, TOO_DEEP, TIMEOUT, UNAVAILABLE -> said.get();
        case BUSY, CANCELLED -> Kind.BUSY;
        default -> Kind.BROKEN;
      };
    }
    return switch (status) {
      case 413 -> Kind.TOO_LARGE;
      case 429, 503 -> Kind.BUSY;
      case 408, 504 -> Kind.TIMEOUT;
      default -> status >= 500 ? Kind.BROKEN : status >= 400 ? Kind.REFUSED : Kind.UNAVAILABLE;
    };
  }

  /** The usual places, in the order of how much they tell. */
  private static Optional<String> message(JsonNode told) {
    return Optional.of(told.path("failure").path("message").asString(""))
        .filter(text -> !text.isBlank())
        .or(() -> text(told.path("detail")))
        .or(() -> text(told.path("error")))
        .or(() -> text(told.path("message")))
        .map(text -> text.substring(0, Math.min(text.length(), MESSAGE_CHARS_MAX)));
  }

  private static Optional<String> text(JsonNode node) {
    if (node.isArray()) {
      return Optional.of(
              node.valueStream()
                  .limit(FLAWS_MAX)
                  .map(flaw -> flaw.path("msg").asString(""))
                  .collect(Collectors.joining("; ")))
          .filter(text -> !text.isBlank());
    }
    String text = node.isObject() ? node.path("message").asString("") : node.asString("");
    return Optional.of(text).filter(some -> !some.isBlank());
  }
}
