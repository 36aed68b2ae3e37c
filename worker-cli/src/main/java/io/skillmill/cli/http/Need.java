package io.skillmill.cli.http;

import io.skillmill.coordination.tokens.Right;

/** What it takes to be let in at a route: the one table of that. */
enum Need {
  /** Nothing: for those who only watch whether the server is there. */
  NOTHING,
  /** Any token that is good; what is answered depends on what it is for. */
  TOKEN,
  /** The same, and that every skill is there for it: the answer is about all of them. */
  EVERY_SKILL,
  RUN,
  STORE,
  ADMIN;

  /** The need of a route. What is not named here is for those who may change the host. */
  static Need of(String method, String path) {
    boolean looking = method.equals("GET") || method.equals("HEAD");
    if (path.startsWith("/v1/")) {
      return STORE;
    }
    if (!looking) {
      return path.equals("/run") || path.endsWith("/run") ? RUN : ADMIN;
    }
    return switch (path) {
      case "/health/live", "/health/ready" -> NOTHING;
      case "/",
          "/health",
          "/skills",
          "/catalog",
          "/search",
          "/metrics",
          "/openapi.json",
          "/docs",
          "/docs/{file}",
          "/skills/{mount}/inventory",
          "/skills/{mount}/schema",
          "/skills/{mount}/health",
          "/skills/{mount}/openapi.json",
          "/skills/{mount}/docs" ->
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
