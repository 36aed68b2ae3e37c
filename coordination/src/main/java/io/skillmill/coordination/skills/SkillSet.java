package io.skillmill.coordination.skills;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The skills that are hosted at one moment. Never changes; a run stays with the set on which it
 * began.
 */
public final class SkillSet {

  public static final SkillSet EMPTY = new SkillSet(Map.of());

  private final Map<String, HostedSkill> byName;

  private SkillSet(Map<String, HostedSkill> byName) {
    this.byName = byName;
  }

  /** These skills, in this order; two of one name are a mistake of the caller's. */
  public static SkillSet of(Collection<HostedSkill> skills) {
    var byName = new LinkedHashMap<String, HostedSkill>();
    for (var skill : skills) {
      if (byName.put(skill.name(), skill) != null) {
        throw new IllegalArgumentException("Two skills are called '%s'".formatted(skill.name()));
      }
    }
    return new SkillSet(byName);
  }

  public Optional<HostedSkill> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public List<HostedSkill> all() {
    return List.copyOf(byName.values());
  }
}
