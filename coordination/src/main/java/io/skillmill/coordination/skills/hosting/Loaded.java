package io.skillmill.coordination.skills.hosting;

import io.skillmill.coordination.skills.HostedSkill;
import io.skillmill.coordination.skills.hosting.Wishes.Wish;
import io.skillmill.schema.skill.Diagnostic;
import java.util.List;

/**
 * A skill that was loaded, with what it takes to know whether it would be the same again.
 *
 * @param declaredName how its own declaration calls it
 */
record Loaded(
    Wish wish,
    String fingerprint,
    HostedSkill skill,
    String declaredName,
    List<Diagnostic> findings) {

  /** The same skill, perhaps mounted elsewhere. */
  Loaded as(Wish other) {
    return new Loaded(other, fingerprint, skill, declaredName, findings);
  }

  Mounted mounted() {
    boolean named = wish.isBuiltin() || wish.guest().isPresent();
    String path = named ? wish.entry().path() : wish.place().toString();
    return new Mounted(wish.name(), wish.entry().mount(), skill, path, declaredName, findings);
  }
}
