package io.skillmill.coordination.skills;

import io.skillmill.coordination.skills.threads.Aside;
import io.skillmill.schema.check.Shape;
import io.skillmill.schema.run.RunFailure.Kind;
import io.skillmill.schema.run.SkillLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call that may be made, on its way through the code of its skill: on which thread, and until
 * when.
 *
 * @param from where it is called
 * @param frame where it stands itself
 */
record Running(HostedSkill skill, Frame from, Frame frame) {

  /** How long a value may be checked against what the skill declares. */
  static final Duration CHECK_MAX = Duration.ofSeconds(5);

  private static final Aside LIGHT = Aside.light("skillmill-skill");
  private static final Aside HEAVY = Aside.system("skillmill-skill-");

  JsonNode output(ObjectNode input) throws SkillException {
    take(skill.turns());
    if (isApart()) {
      var threads = skill.isLight() ? LIGHT : HEAVY;
      return apart(() -> threads.done(() -> here(input), frame.left(), skill.turns()::leave));
    }
    try {
      return here(input);
    } finally {
      skill.turns().leave();
    }
  }

  /** What is wrong with a value. Where that may take long it is found out elsewhere. */
  List<Shape.Flaw> flaws(Shape shape, JsonNode value) throws SkillException {
    if (!shape.isLaborious()) {
      return shape.flaws(value);
    }
    take(skill.checks());
    var left = SkillLimits.shorter(CHECK_MAX, Optional.of(frame.left()));
    return apart(() -> HEAVY.done(() -> checked(shape, value), left, skill.checks()::leave));
  }

  private List<Shape.Flaw> checked(Shape shape, JsonNode value) throws SkillException {
    try {
      return shape.flaws(value);
    } catch (StackOverflowError _) {
      throw SkillException.broken(
          "CheckOverflow",
          "A value is too long or too deep to be checked against what '%s' declares"
              .formatted(skill.name()));
    }
  }

  private void take(Turns turns) throws SkillException {
    try {
      turns.take(frame.deadlineNanos() - System.nanoTime());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw stopped();
    }
  }

  /**
   * A call that has as much time as its caller ends with it, on the same thread, if that is one of
   * the sort that it needs. The entry has no caller in this host who would end it.
   */
  private boolean isApart() {
    boolean shorter = frame.deadlineNanos() - from.deadlineNanos() < 0;
    boolean entry = from.stack().depth() == 0;
    boolean wrongSort = !skill.isLight() && Thread.currentThread().isVirtual();
    return shorter || entry || wrongSort;
  }

  /** Something that a call does beside others, on a thread of the system. */
  static <T> T computed(Callable<T> deed, Duration left) throws Exception {
    try {
      return HEAVY.done(deed, left, () -> {});
    } catch (Aside.FullException _) {
      throw full();
    }
  }

  /** On a thread of its own, which is left behind if it does not end in time. */
  private <T> T apart(Callable<T> done) throws SkillException {
    try {
      return done.call();
    } catch (SkillException e) {
      throw e;
    } catch (TimeoutException _) {
      throw overtime();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw stopped();
    } catch (Aside.FullException _) {
      throw full();
    } catch (Exception e) {
      throw broken(e);
    }
  }

  private JsonNode here(ObjectNode input) throws SkillException {
    try {
      return skill.code().run(input, frame);
    } catch (SkillException e) {
      throw e;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw stopped();
    } catch (Exception | Error e) {
      if (Thread.currentThread().isInterrupted()) {
        throw stopped();
      }
      throw broken(e);
    }
  }

  /** An interrupt means that the time is over, or that nobody wants the answer any more. */
  private SkillException stopped() {
    return frame.left().isPositive()
        ? SkillException.of(Kind.CANCELLED, "The call was given up")
        : overtime();
  }

  private SkillException overtime() {
    return SkillException.of(Kind.TIMEOUT, "'%s' took longer than it may".formatted(skill.name()));
  }

  private static SkillException full() {
    return SkillException.of(Kind.BUSY, "The host computes as many skills as it can at a time");
  }

  private static SkillException broken(Throwable why) {
    String message = why.getMessage() == null ? "" : ": " + why.getMessage();
    return SkillException.broken(
        why.getClass().getSimpleName(), why.getClass().getSimpleName() + message);
  }
}
