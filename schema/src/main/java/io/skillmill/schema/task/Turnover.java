package io.skillmill.schema.task;

import java.util.List;

/**
 * The answer to finishes that carried the next claim.
 *
 * @param answers one for each finish, in their order
 * @param next what to work on next
 */
public record Turnover(List<FinishAnswer> answers, ClaimAnswer next) {
  public Turnover {
    answers = List.copyOf(answers);
  }
}
