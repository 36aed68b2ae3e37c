package io.skillmill.parsers.process;

import io.skillmill.schema.problem.Problem;

/** A process that did not do what the protocol says, and cannot be trusted with more. */
final class Broken extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final boolean outOfStep;

  /**
   * Says what it did.
   *
   * @param outOfStep whether it said something else than it should, which may come from an earlier
   *     question; what it was asked may then be asked of a fresh process
   */
  Broken(String what, String remedy, boolean outOfStep) {
    super(what, null, false, false);
    this.problem = Problem.failed(what, remedy);
    this.outOfStep = outOfStep;
  }

  boolean outOfStep() {
    return outOfStep;
  }

  Problem problem() {
    return problem;
  }
}
