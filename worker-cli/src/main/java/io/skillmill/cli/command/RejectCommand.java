package io.skillmill.cli.command;

import io.skillmill.cli.session.Session;
import io.skillmill.cli.skill.SkillPlace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Decides about a skill that a language model wrote. */
@Command(
    name = "reject",
    description = "Have a draft never become a skill.",
    footerHeading = "%nExamples:%n",
    footer = {"  skillmill skill reject 1"})
final class RejectCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final DraftDecision decision = new DraftDecision();

  RejectCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return decision.take(session, SkillPlace::reject, "rejected");
  }
}
