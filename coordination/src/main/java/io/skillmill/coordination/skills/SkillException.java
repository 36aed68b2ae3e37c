package io.skillmill.coordination.skills;

import io.skillmill.schema.problem.Pathless;
import io.skillmill.schema.run.RunFailure;

/**
 * A run that came to nothing, on its way up. A skill that called another may catch it and go on; if
 * none does, it arrives at the caller as it was made.
 */
public final class SkillException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient RunFailure failure;

  public SkillException(RunFailure failure) {
    super(failure.message());
    this.failure = failure;
  }

  private SkillException(RunFailure failure, Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  /** The input is sound and yet not one the skill can work with; says why. */
  public static SkillException refused(String why) {
    return new SkillException(RunFailure.of(RunFailure.Kind.REFUSED, why));
  }

  /** What the skill needs is not there at present. */
  public static SkillException unavailable(String why) {
    return new SkillException(RunFailure.of(RunFailure.Kind.UNAVAILABLE, why));
  }

  /**
   * The skill broke with an error of this sort, in its own language's word. The folders of this
   * machine are taken out of the message.
   */
  public static SkillException broken(String type, String message) {
    String plain = Pathless.of(message);
    return new SkillException(RunFailure.of(RunFailure.Kind.BROKEN, plain).typed(type));
  }

  static SkillException of(RunFailure.Kind kind, String message) {
    return new SkillException(RunFailure.of(kind, message));
  }

  /** The same with the place where it happened, unless it is known. */
  SkillException at(CallChain chain) {
    return failure.skill().isEmpty() ? new SkillException(failure.at(chain.names()), this) : this;
  }

  public RunFailure failure() {
    return failure;
  }
}
