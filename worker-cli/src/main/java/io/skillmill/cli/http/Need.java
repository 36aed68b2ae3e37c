package io.skillmill.cli.http;

import io.skillmill.coordination.tokens.Right;

/** What it takes to be let in at a route: the one table of that. */
enum Need {
  /** Nothing: it tells nothing but that the server is there, and is the same for everybody. */
  NOTHING,
  /** Any token that is good; what is answered depends on what it is for. */
  TOKEN,
  /** The same, and that every skill is there for it: the answer is about all of them. */
  EVERY_SKILL,
  RUN,
  STORE,
  ADMIN;

  /** The need of a route. What is not named here is for those who may change the host. */
  static Need of(Desk.Route route) {
    String method = route.method();
    String path = route.path();
    boolean looking = method.equals("GET") || method.equals("HEAD");
    if (path.startsWith("/v1/")) {
      return STORE;
    }
    if (path.equals("/drafts") || path.startsWith("/drafts/")) {
      return ADMIN;
    }
    if (path.equals("/agent/sessions") || path.startsWith("/agent/sessions/")) {
      return RUN; // what the agent runs, it runs for the caller
    }
    if (!looking) {
      if (path.equals("/mcp")) {
        return TOKEN; // what is asked for is in the message
      }
      return path.equals("/run") || path.endsWith("/run") ? RUN : ADMIN;
    }
    return switch (path) {
      case "/health/live", "/health/ready", "/docs", "/skills/{mount}/docs" -> NOTHING;
      case "", // where there is nothing
          "/",
          "/health",
          "/skills",
          "/catalog",
          "/search",
          "/tools",
          "/mcp",
          "/mcp/spec",
          "/events",
          "/metrics",
          "/openapi.json",
          "/skills/{mount}/inventory",
          "/skills/{mount}/schema",
          "/skills/{mount}/health",
          "/skills/{mount}/openapi.json" ->
          TOKEN;
      default -> EVERY_SKILL;
    };
  }

  /** Turns away whom this does not open to. */
  void check(Caller caller) {
    switch (this) {
      case NOTHING, TOKEN -> {}
      case EVERY_SKILL -> {
        if (!caller.maySeeAll()) {
          caller.need(Right.ADMIN);
        }
      }
      case RUN -> caller.need(Right.RUN);
      case STORE -> caller.need(Right.STORE);
      case ADMIN -> caller.need(Right.ADMIN);
    }
  }
}
