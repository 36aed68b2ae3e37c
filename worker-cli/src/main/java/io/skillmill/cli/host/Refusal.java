package io.skillmill.cli.host;

import io.skillmill.schema.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/** A request that is not served: the one table from problems to HTTP statuses. */
final class Refusal extends RuntimeException {

  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;

  /** It was asked before, and what came of it is not known any more. */
  static final int FORGOTTEN = 409;

  static final int TOO_LARGE = 413;
  static final int WRONG_TYPE = 415;
  static final int OTHER_BODY = 422;
  static final int TOO_MANY = 429;
  static final int BROKEN = 500;
  static final int UNAVAILABLE = 503;

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Problem problem;
  private final transient Optional<Duration> retryAfter;

  Refusal(int status, Problem problem) {
    this(status, problem, Optional.empty());
  }

  private Refusal(int status, Problem problem, Optional<Duration> retryAfter) {
    super(problem.toString(), null, false, false);
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** To be asked again later. */
  static Refusal later(int status, Duration when, String why) {
    return new Refusal(
        status, Problem.store(why, "Ask again after the time in Retry-After"), Optional.of(when));
  }

  /**
   * What a problem means to those far away. What is wrong with the store is told in general terms:
   * its paths and addresses are nobody's business.
   */
  static Refusal of(Problem problem) {
    return switch (problem.kind()) {
      case USAGE, FAILED -> new Refusal(BAD_REQUEST, problem);
      case NOT_FOUND -> new Refusal(NOT_FOUND, problem);
      case STORE, INTERRUPTED ->
          new Refusal(
              UNAVAILABLE,
              Problem.store(
                  "The store behind this server could not do it",
                  "Look at what the server printed, and ask again"));
      case BUG -> broken();
    };
  }

  static Refusal broken() {
    return new Refusal(
        BROKEN,
        new Problem(
            Problem.Kind.BUG,
            "Something inside the server broke",
            "Look at what the server printed, and report it"));
  }

  int status() {
    return status;
  }

  Problem problem() {
    return problem;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
