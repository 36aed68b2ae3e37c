package io.skillmill.cli.http;

import io.javalin.http.Context;
import io.skillmill.coordination.tokens.Right;
import io.skillmill.coordination.tokens.TokenCard;
import io.skillmill.schema.problem.Problem;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks, as far as it is known.
 *
 * @param name that of the token; empty where none was needed, or where the one that opens
 *     everything was shown
 * @param skills those that may be seen and run, by name or mount; empty for every skill
 */
public record Caller(String name, Set<Right> rights, Optional<Set<String>> skills) {

  private static final String ATTRIBUTE = "skillmill.caller";

  /** Who may do everything. */
  static final Caller OWNER = new Caller("", EnumSet.allOf(Right.class), Optional.empty());

  /** Who asks what everybody may know. */
  static final Caller NOBODY = new Caller("", Set.of(), Optional.of(Set.of()));

  public Caller {
    rights = Set.copyOf(rights);
    skills = skills.map(Set::copyOf);
  }

  static Caller of(TokenCard card) {
    return new Caller(card.name(), card.rights(), card.skills().map(Set::copyOf));
  }

  /** Who sent this request. */
  static Caller of(Context context) {
    Caller caller = context.attribute(ATTRIBUTE);
    return caller == null ? NOBODY : caller;
  }

  void enter(Context context) {
    context.attribute(ATTRIBUTE, this);
  }

  /** What all have in common who may do the same. */
  public Caller nameless() {
    return new Caller("", rights, skills);
  }

  public boolean may(Right right) {
    return rights.contains(right);
  }

  /** Whether a skill of one of these names is there for this caller. */
  public boolean maySee(String... names) {
    return skills.isEmpty() || List.of(names).stream().anyMatch(skills.get()::contains);
  }

  /** Whether every skill is there for this caller. */
  public boolean maySeeAll() {
    return skills.isEmpty();
  }

  /** Turns away who may not do that. */
  public void need(Right right) {
    if (!may(right)) {
      throw new Refusal(
          Refusal.FORBIDDEN,
          Problem.usage(
              "The token '%s' does not open this: it lacks the right '%s'"
                  .formatted(name, right.word()),
              "Make one that has it with: skillmill token create NAME --routes " + right.word()));
    }
  }

  /** Turns away who may not run that. */
  public void needSkill(String... names) {
    if (!maySee(names)) {
      throw new Refusal(
          Refusal.FORBIDDEN,
          Problem.usage(
              "The token '%s' is not for this skill".formatted(name),
              "See GET /skills for those that it is for"));
    }
  }
}
