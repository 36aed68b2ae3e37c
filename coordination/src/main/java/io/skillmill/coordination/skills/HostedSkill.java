package io.skillmill.coordination.skills;

import io.skillmill.schema.check.Shape;
import io.skillmill.schema.run.SkillDeclaration;
import java.util.Optional;

/**
 * A skill that is ready to be called. Belongs to as many sets as hold it; its code is closed when
 * the last of them is gone and no run needs it any more.
 */
public final class HostedSkill {

  private final SkillDeclaration declaration;
  private final SkillCode code;
  private final boolean light;
  private final Shape inputs;
  private final Shape outputs;
  private final Turns turns;
  private final Turns checks = Turns.ofChecks();
  private final Answered answered;
  private final SkillMeter meter;

  /** How many sets hold it. Under the engine's lock. */
  private int holders;

  private HostedSkill(SkillDeclaration declaration, SkillCode code, SkillMeter meter) {
    this.declaration = declaration;
    this.code = code;
    this.light = code.isLight();
    this.inputs = Shape.of(declaration.inputs());
    this.outputs = Shape.of(declaration.outputs());
    this.turns = Turns.of(declaration.limits());
    this.meter = meter;
    // What one caller's secrets brought to light is not for another caller.
    boolean secretive = !declaration.credentials().isEmpty();
    this.answered = Answered.during(secretive ? Optional.empty() : declaration.cacheFor());
  }

  /**
   * A skill and what runs it.
   *
   * @throws IllegalArgumentException where its schemas are none
   */
  public static HostedSkill of(SkillDeclaration declaration, SkillCode code) {
    return of(declaration, code, new SkillMeter());
  }

  /**
   * The same, counted further where an earlier version of it was counted.
   *
   * @throws IllegalArgumentException where its schemas are none
   */
  public static HostedSkill of(SkillDeclaration declaration, SkillCode code, SkillMeter meter) {
    return new HostedSkill(declaration, code, meter);
  }

  public String name() {
    return declaration.name();
  }

  public SkillDeclaration declaration() {
    return declaration;
  }

  public SkillCode code() {
    return code;
  }

  /** What was counted of its calls. */
  public SkillMeter meter() {
    return meter;
  }

  boolean isLight() {
    return light;
  }

  Shape inputs() {
    return inputs;
  }

  Shape outputs() {
    return outputs;
  }

  Turns turns() {
    return turns;
  }

  Turns checks() {
    return checks;
  }

  Answered answered() {
    return answered;
  }

  void held() {
    holders++;
  }

  /** Whether that was the last who held it. */
  boolean letGo() {
    return --holders == 0;
  }
}
