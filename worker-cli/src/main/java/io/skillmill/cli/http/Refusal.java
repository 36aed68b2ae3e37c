package io.skillmill.cli.http;

import io.skillmill.schema.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/** A request that is not served: the one table from problems to HTTP statuses. */
public final class Refusal extends RuntimeException {

  public static final int OK = 200;
  public static final int CREATED = 201;
  public static final int BAD_REQUEST = 400;
  public static final int UNAUTHORIZED = 401;
  public static final int FORBIDDEN = 403;
  public static final int NOT_FOUND = 404;
  public static final int METHOD_NOT_ALLOWED = 405;

  /** It was asked before, and what came of it is not known any more. */
  public static final int FORGOTTEN = 409;

  /** Somebody or something else stands in the way. */
  public static final int CONFLICT = 409;

  public static final int TOO_LARGE = 413;
  public static final int WRONG_TYPE = 415;
  public static final int OTHER_BODY = 422;

  /** A credential is missing that the skill needs for somebody else. */
  public static final int NEEDS_MORE = 424;

  public static final int TOO_MANY = 429;
  public static final int BROKEN = 500;
  public static final int UNAVAILABLE = 503;
  public static final int TOO_SLOW = 504;

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Problem problem;
  private final transient Optional<Duration> retryAfter;

  public Refusal(int status, Problem problem) {
    this(status, problem, Optional.empty());
  }

  private Refusal(int status, Problem problem, Optional<Duration> retryAfter) {
    super(problem.toString(), null, false, false);
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** To be asked again later. */
  public static Refusal later(int status, Duration when, String why) {
    return new Refusal(
        status, Problem.store(why, "Ask again after the time in Retry-After"), Optional.of(when));
  }

  /**
   * What a problem means to those far away. What is wrong with the store is told in general terms:
   * its paths and addresses are nobody's business.
   */
  public static Refusal of(Problem problem) {
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

  public static Refusal broken() {
    return new Refusal(
        BROKEN,
        new Problem(
            Problem.Kind.BUG,
            "Something inside the server broke",
            "Look at what the server printed, and report it"));
  }

  public int status() {
    return status;
  }

  public Problem problem() {
    return problem;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
