package io.skillmill.schema.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A hosted skill as its author declares it. Its trees are never changed.
 *
 * @param inputs a JSON Schema for an object
 * @param outputs a JSON Schema; without members where nothing is promised
 * @param cacheFor how long an output answers for the same input; empty unless the skill is pure,
 *     that is, gives the same output for the same input and changes nothing
 */
public record SkillDeclaration(
    String name,
    About about,
    ObjectNode inputs,
    ObjectNode outputs,
    SkillLimits limits,
    List<CredentialNeed> credentials,
    Optional<Duration> cacheFor,
    Implementation implementation) {

  public SkillDeclaration {
    if (!SkillName.isValid(name)) {
      throw new IllegalArgumentException(
          "A skill's name is %s, not '%s'".formatted(SkillName.RULE, name));
    }
    credentials = List.copyOf(credentials);
  }

  public String version() {
    return about.version();
  }

  public String description() {
    return about.description();
  }

  /** The same under another name, as a host's configuration may wish. */
  public SkillDeclaration named(String other) {
    return new SkillDeclaration(
        other, about, inputs, outputs, limits, credentials, cacheFor, implementation);
  }

  /** The same within other limits. */
  public SkillDeclaration within(SkillLimits other) {
    return new SkillDeclaration(
        name, about, inputs, outputs, other, credentials, cacheFor, implementation);
  }

  /** The same, described in other words. */
  public SkillDeclaration described(String description) {
    return new SkillDeclaration(
        name,
        about.described(description),
        inputs,
        outputs,
        limits,
        credentials,
        cacheFor,
        implementation);
  }

  /** The same, implemented otherwise. */
  public SkillDeclaration implemented(Implementation other) {
    return new SkillDeclaration(name, about, inputs, outputs, limits, credentials, cacheFor, other);
  }
}
