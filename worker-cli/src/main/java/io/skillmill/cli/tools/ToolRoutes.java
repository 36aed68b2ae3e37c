package io.skillmill.cli.tools;

import io.javalin.http.Context;
import io.skillmill.cli.http.Answers;
import io.skillmill.cli.http.Desk;
import io.skillmill.cli.http.Refusal;
import io.skillmill.coordination.skills.hosting.Hosting;
import io.skillmill.coordination.tokens.Right;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Tells the tools over HTTP. */
public final class ToolRoutes {

  private final Hosting hosting;

  private ToolRoutes(Hosting hosting) {
    this.hosting = hosting;
  }

  /** Adds {@code GET /tools}. */
  public static void addTo(Desk desk, Answers answers, Hosting hosting) {
    var routes = new ToolRoutes(hosting);
    desk.onRequest(
        "GET", "/tools", context -> answers.json(context, Json.utf8(routes.page(context))));
  }

  private ObjectNode page(Context context) {
    String format = Optional.ofNullable(context.queryParam("format")).orElse("openai");
    return ToolFormat.of(format).write(runnable(context).all(), strict(context));
  }

  private HostedTools runnable(Context context) {
    var caller = Desk.caller(context);
    return HostedTools.of(hosting.snapshot())
        .only((name, mount) -> caller.may(Right.RUN) && caller.maySee(name, mount));
  }

  private static boolean strict(Context context) {
    String strict = Optional.ofNullable(context.queryParam("strict")).orElse("false");
    return switch (strict) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default ->
          throw new Refusal(
              Refusal.BAD_REQUEST,
              Problem.usage("'strict' is neither true nor false", "Ask with strict=true, or not"));
    };
  }
}
