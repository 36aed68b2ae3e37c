package io.skillmill.coordination.skills;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The skills that are hosted at one moment. Never changes; a run stays with the set on which it
 * began.
 */
public final class SkillSet {

  public static final SkillSet EMPTY = new SkillSet(Map.of(), Map.of());

  private final Map<String, HostedSkill> byName;

  /** Other names, each for the name of a skill. */
  private final Map<String, String> aliases;

  private SkillSet(Map<String, HostedSkill> byName, Map<String, String> aliases) {
    this.byName = byName;
    this.aliases = aliases;
  }

  /** These skills, in this order; two of one name are a mistake of the caller's. */
  public static SkillSet of(Collection<HostedSkill> skills) {
    var byName = new LinkedHashMap<String, HostedSkill>();
    for (var skill : skills) {
      if (byName.put(skill.name(), skill) != null) {
        throw new IllegalArgumentException("Two skills are called '%s'".formatted(skill.name()));
      }
    }
    return new SkillSet(byName, Map.of());
  }

  /** The same, found under other names too; a name of a skill goes before another's alias. */
  public SkillSet known(Map<String, String> asWell) {
    return new SkillSet(byName, Map.copyOf(asWell));
  }

  /** The skill of a name, or of another that it is known by. */
  public Optional<HostedSkill> find(String name) {
    HostedSkill skill = byName.get(name);
    if (skill == null && !aliases.isEmpty()) {
      String meant = aliases.get(name);
      skill = meant == null ? null : byName.get(meant);
    }
    return Optional.ofNullable(skill);
  }

  /** Every name under which a skill is found. */
  public Set<String> names() {
    var names = new HashSet<>(byName.keySet());
    names.addAll(aliases.keySet());
    return names;
  }

  public List<HostedSkill> all() {
    return List.copyOf(byName.values());
  }
}
