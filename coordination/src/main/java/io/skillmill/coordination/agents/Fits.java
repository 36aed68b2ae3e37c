package io.skillmill.coordination.agents;

import java.util.List;

/**
 * Which skills fit what was asked for, beside what was done.
 *
 * @param suggested those that fit better than what was tried
 * @param lacking whether none fits, none was used and none was written
 */
record Fits(List<SkillShelf.Fitting> suggested, boolean lacking) {

  /** How many skills are suggested. */
  static final int SUGGESTIONS_MAX = 2;

  /** How much of what was asked for a skill must speak of to fit. */
  static final double FITS_FROM = 0.3;

  /** And how near it must come to the one that fits best. */
  static final double OF_THE_BEST = 0.6;

  Fits {
    suggested = List.copyOf(suggested);
  }

  /**
   * Those of a turn.
   *
   * @param fitting all that have anything of what was asked for, the best first
   */
  static Fits of(List<SkillShelf.Fitting> fitting, List<Action> actions) {
    double best = fitting.stream().mapToDouble(SkillShelf.Fitting::score).max().orElse(0);
    double least = Math.max(FITS_FROM, best * OF_THE_BEST);
    var close = fitting.stream().filter(each -> each.score() >= least).toList();
    double tried =
        fitting.stream()
            .filter(each -> actions.stream().anyMatch(action -> isAbout(action, each)))
            .mapToDouble(SkillShelf.Fitting::score)
            .max()
            .orElse(0);
    var suggested =
        close.stream().filter(each -> each.score() > tried).limit(SUGGESTIONS_MAX).toList();
    boolean lacking = close.isEmpty() && actions.stream().allMatch(Action.Failed.class::isInstance);
    return new Fits(suggested, lacking);
  }

  /** A call that was not carried out is told under the name of the tool. */
  private static boolean isAbout(Action action, SkillShelf.Fitting fitting) {
    return action.skill().equals(fitting.skill()) || action.skill().equals(fitting.tool());
  }
}
