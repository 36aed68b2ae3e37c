package io.skillmill.cli.command;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Decides about a skill that a language model wrote. */
@Command(
    name = "approve",
    description = "Register a draft, which can be called from then on. It is tried once more.",
    footerHeading = "%nExamples:%n",
    footer = {"  skillmill skill approve 1"})
final class ApproveCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final SkillPlaceOptions where = new SkillPlaceOptions();
  @Mixin private final JsonOption json = new JsonOption();

  @Parameters(paramLabel = "DRAFT", description = "Its number.")
  private long draft;

  ApproveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return where.change(
        session,
        place -> {
          var page = place.approve(draft);
          boolean done = page.path("success").asBoolean();
          var terminal = session.terminal();
          if (json.wanted()) {
            terminal.json(page);
          } else if (done) {
            page.path("warnings").valueStream().map(JsonNode::asString).forEach(terminal::note);
            terminal.line(page.path("message").asString("draft %d: rejected".formatted(draft)));
          } else {
            terminal.note(page.path("error").asString());
          }
          return ExitCodes.failedIf(!done);
        });
  }
}
