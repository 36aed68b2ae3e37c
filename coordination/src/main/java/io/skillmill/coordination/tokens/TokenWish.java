package io.skillmill.coordination.tokens;

import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.run.SkillName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A token that is to be made.
 *
 * @param skills those that it is for, by name or mount; empty for every skill
 * @param life how long it is good; empty for ever
 */
public record TokenWish(
    String name, Set<Right> rights, Optional<List<String>> skills, Optional<Duration> life) {

  public static final Duration LIFE_MAX = Duration.ofDays(3_650);
  public static final int SKILLS_MAX = 1_000;

  public TokenWish {
    rights = Set.copyOf(rights);
    skills = skills.map(List::copyOf);
    checkName("token", name);
    skills.ifPresent(names -> names.forEach(each -> checkName("skill", each)));
    if (rights.isEmpty()) {
      throw refused("The token '%s' would open nothing".formatted(name), "Give it a right");
    }
    if (skills.isPresent() && (skills.get().isEmpty() || skills.get().size() > SKILLS_MAX)) {
      throw refused(
          "A token is for 1 to %d skills, not %d".formatted(SKILLS_MAX, skills.get().size()),
          "Name so many, or none for every skill");
    }
    if (life.isPresent() && (!life.get().isPositive() || life.get().compareTo(LIFE_MAX) > 0)) {
      throw refused(
          "A token cannot be good for %s".formatted(life.get()),
          "Give it a time above 0, up to %dd, or none for ever".formatted(LIFE_MAX.toDays()));
    }
  }

  private static void checkName(String what, String name) {
    if (!SkillName.isValid(name)) {
      throw refused(
          "'%s' is not the name of a %s".formatted(name, what), "It must be " + SkillName.RULE);
    }
  }

  private static RuntimeException refused(String what, String remedy) {
    return Problem.usage(what, remedy).asException();
  }
}
