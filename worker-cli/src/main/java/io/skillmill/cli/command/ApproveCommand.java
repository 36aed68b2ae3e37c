package io.skillmill.cli.command;

import io.skillmill.cli.session.Session;
import io.skillmill.cli.skill.SkillPlace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Decides about a skill that a language model wrote. */
@Command(
    name = "approve",
    description = "Register a draft, which can be called from then on. It is tried once more.",
    footerHeading = "%nExamples:%n",
    footer = {"  skillmill skill approve 1"})
final class ApproveCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final DraftDecision decision = new DraftDecision();

  ApproveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return decision.take(session, SkillPlace::approve, "approved");
  }
}
