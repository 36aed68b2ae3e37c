package io.skillmill.coordination.skills;

import io.skillmill.schema.run.RunRequest;
import java.util.Map;
import java.util.Optional;

/**
 * One run from outside: what it shares with every call that it causes, and with no other run.
 *
 * @param skills those that were hosted when it began
 * @param lent secrets of the host's, for those skills that declare a need of them
 */
record Run(
    SkillSet skills,
    RunRequest.Terms terms,
    Budget budget,
    String traceId,
    Map<String, String> lent) {

  /** What the caller gives, or else what the host lends to a skill that declares it. */
  Optional<String> credential(String skill, String name) {
    String given = terms.credentials().get(name);
    return given != null
        ? Optional.of(given)
        : Optional.ofNullable(lent.get(name)).filter(_ -> declares(skill, name));
  }

  /** Whether the caller gave secrets, so that what comes of the run is for nobody else. */
  boolean isPrivate() {
    return !terms.credentials().isEmpty();
  }

  private boolean declares(String skill, String name) {
    return skills
        .find(skill)
        .filter(skills::lendsTo)
        .filter(found ->
            found.declaration().credentials().stream().anyMatch(need -> need.name().equals(name)))
        .isPresent();
  }
}
