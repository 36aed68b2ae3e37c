package io.skillmill.cli.skill;

import io.skillmill.cli.render.Terminal;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What came of a run, for people. */
public final class RunText {

  private static final int DEPTH_MAX = 64;

  private RunText() {}

  /** The output on standard output, the calls beside it. */
  public static void tell(ObjectNode run, Terminal terminal) {
    if (run.has("trace")) {
      call(run.path("trace"), 0, terminal::note);
    }
    if (run.has("output")) {
      terminal.line(Json.pretty(run.path("output")));
    }
  }

  /** The calls alone, as a part of what is shown. */
  public static void calls(ObjectNode run, Terminal terminal) {
    call(run.path("trace"), 1, line -> terminal.glimpse("", line));
  }

  private static void call(JsonNode call, int depth, Consumer<String> told) {
    if (depth > DEPTH_MAX) {
      return;
    }
    String end =
        call.path("ok").asBoolean(false)
            ? call.path("cached").asBoolean(false) ? ", from an earlier call" : ""
            : ", " + call.path("failed").asString("failed");
    told.accept(
        "%s%s %s, %s ms%s"
            .formatted(
                "  ".repeat(depth),
                call.path("skill").asString(),
                call.path("version").asString(),
                call.path("took_ms"),
                end));
    call.path("calls").forEach(inner -> call(inner, depth + 1, told));
  }

  /** Why there is no output. An input that does not fit is the caller's mistake. */
  public static Problem problem(JsonNode failure) {
    String message = failure.path("message").asString("The run came to nothing");
    boolean entry = failure.path("chain").size() <= 1;
    if (failure.path("kind").asString().equals("invalid_input") && entry) {
      return Problem.usage(
          message,
          "See 'skillmill skill show %s' for what it takes, and give it with --input"
              .formatted(failure.path("skill").asString("NAME")));
    }
    return Problem.failed(message, remedy(failure));
  }

  private static String remedy(JsonNode failure) {
    return switch (failure.path("kind").asString()) {
      case "timeout" -> "Give it more time in its limits";
      case "missing_credentials" ->
          "Put it into the environment, and give its name with --credential NAME";
      default -> "Look at the calls that led there with --trace";
    };
  }
}
