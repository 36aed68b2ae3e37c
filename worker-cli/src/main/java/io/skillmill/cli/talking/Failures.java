package io.skillmill.cli.talking;

import io.skillmill.cli.tools.FailedRun;
import io.skillmill.coordination.toolloop.Toolbox.Ran;
import tools.jackson.databind.JsonNode;

/** What a model is told of a run that came to nothing. */
final class Failures {

  private Failures() {}

  /** Of what a host answered. */
  static Ran told(JsonNode page, int status) {
    JsonNode failure = page.path("failure");
    if (failure.isObject()) {
      return FailedRun.told(
          failure.path("kind").asString(""),
          failure.path("message").asString("It failed"),
          failure.path("chain").valueStream().map(each -> each.asString("")).toList());
    }
    String what = page.path("problem").asString("The host answered %d".formatted(status));
    return new Ran.Failed(what, page.path("remedy").asString(FailedRun.OTHERWISE));
  }
}
