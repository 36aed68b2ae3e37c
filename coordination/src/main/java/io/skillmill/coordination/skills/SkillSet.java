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

  public static final SkillSet EMPTY = new SkillSet(Map.of(), Map.of(), Set.of(), "");

  private final Map<String, HostedSkill> byName;

  /** Other names, each for the name of a skill. */
  private final Map<String, String> aliases;

  /** Those to whom the host lends nothing. */
  private final Set<String> strangers;

  private final Object edition;

  private SkillSet(
      Map<String, HostedSkill> byName,
      Map<String, String> aliases,
      Set<String> strangers,
      Object edition) {
    this.byName = byName;
    this.aliases = aliases;
    this.strangers = strangers;
    this.edition = edition;
  }

  /** These skills, in this order; two of one name are a mistake of the caller's. */
  public static SkillSet of(Collection<HostedSkill> skills) {
    var byName = new LinkedHashMap<String, HostedSkill>();
    for (var skill : skills) {
      if (byName.put(skill.name(), skill) != null) {
        throw new IllegalArgumentException("Two skills are called '%s'".formatted(skill.name()));
      }
    }
    return new SkillSet(byName, Map.of(), Set.of(), "");
  }

  /** The same, found under other names too; a name of a skill goes before another's alias. */
  public SkillSet known(Map<String, String> asWell) {
    return new SkillSet(byName, Map.copyOf(asWell), strangers, edition);
  }

  /** The same, with some who get no secret of the host's, whatever they declare. */
  public SkillSet lendingNothingTo(Set<String> names) {
    return new SkillSet(byName, aliases, Set.copyOf(names), edition);
  }

  /** The same, with what its maker knows of it beside, to be had with it at any time. */
  public SkillSet edition(Object known) {
    return new SkillSet(byName, aliases, strangers, known);
  }

  /** What its maker knows of it. */
  public Object edition() {
    return edition;
  }

  /** Other skills, found under the other names of these. */
  public SkillSet replacedBy(Collection<HostedSkill> others) {
    return of(others).known(aliases).lendingNothingTo(strangers);
  }

  boolean lendsTo(HostedSkill skill) {
    return !strangers.contains(skill.name());
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
