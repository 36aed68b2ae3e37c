package io.skillmill.cli.talking;

import io.skillmill.coordination.toolloop.Toolbox.Ran;
import io.skillmill.schema.run.RunFailure;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a model is told of a run that came to nothing. */
final class Failures {

  private static final String OTHERWISE = "Do without it, or tell the person";

  private static final Map<String, String> REMEDIES =
      Map.of(
          RunFailure.Kind.INVALID_INPUT.word(), "Correct the arguments and call it again",
          RunFailure.Kind.REFUSED.word(), "Correct the arguments and call it again",
          RunFailure.Kind.UNKNOWN_SKILL.word(), "It is not there any more; use another",
          RunFailure.Kind.MISSING_CREDENTIALS.word(), "Tell the person which credentials it needs",
          RunFailure.Kind.BUSY.word(), "Try it again",
          RunFailure.Kind.UNAVAILABLE.word(), "Try it once more, or tell the person",
          RunFailure.Kind.TIMEOUT.word(), "Ask it for less, or tell the person");

  private Failures() {}

  /** Of what a host answered. */
  static Ran told(JsonNode page, int status) {
    JsonNode failure = page.path("failure");
    if (failure.isObject()) {
      String kind = failure.path("kind").asString("");
      return new Ran.Failed(message(failure), REMEDIES.getOrDefault(kind, OTHERWISE));
    }
    String what = page.path("problem").asString("The host answered %d".formatted(status));
    return new Ran.Failed(what, page.path("remedy").asString(OTHERWISE));
  }

  /** With the way down to the skill that failed, where it was not the one that was called. */
  private static String message(JsonNode failure) {
    String message = failure.path("message").asString("It failed");
    JsonNode chain = failure.path("chain");
    if (chain.size() < 2) {
      return message;
    }
    return "%s (in %s)"
        .formatted(
            message,
            String.join(" -> ", chain.valueStream().map(each -> each.asString("")).toList()));
  }
}
