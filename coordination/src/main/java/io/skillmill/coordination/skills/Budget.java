package io.skillmill.coordination.skills;

import io.skillmill.schema.run.RunFailure;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a run may spend. Asked before each call that the run causes, the first one included, on
 * whatever thread makes it; one budget belongs to one run.
 */
@FunctionalInterface
public interface Budget {

  Budget UNBOUNDED = _ -> {};

  /**
   * Pays for one call of this skill.
   *
   * @throws SkillException where there is not enough left
   */
  void pay(String skill) throws SkillException;

  /** Pays with both. */
  default Budget and(Budget other) {
    return skill -> {
      pay(skill);
      other.pay(skill);
    };
  }

  /** So many calls in all. */
  static Budget ofCalls(int most) {
    var left = new AtomicInteger(most);
    return _ -> {
      if (left.getAndDecrement() <= 0) {
        throw SkillException.of(
            RunFailure.Kind.REFUSED,
            "The run has made all the %d calls that it may".formatted(most));
      }
    };
  }
}
