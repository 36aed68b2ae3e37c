package io.skillmill.schema.problem;

import org.jspecify.annotations.Nullable;

/** Carries a {@link Problem} up to the front door that can show it. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem, @Nullable Throwable cause) {
    super(problem.toString(), cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
