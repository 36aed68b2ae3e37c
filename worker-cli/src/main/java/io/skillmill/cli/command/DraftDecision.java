package io.skillmill.cli.command;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.Terminal;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.Session;
import io.skillmill.cli.skill.SkillPlace;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which draft is decided about, where it is, and what came of it. */
final class DraftDecision {

  @Mixin private final SkillPlaceOptions where = new SkillPlaceOptions();
  @Mixin private final JsonOption json = new JsonOption();

  @Parameters(paramLabel = "DRAFT", description = "Its number.")
  private long draft;

  /** What is decided. */
  interface Deed {
    ObjectNode on(SkillPlace place, long draft);
  }

  /**
   * Decides, and tells what came of it; the exit code.
   *
   * @param done the word for a draft about which it was decided so
   */
  int take(Session session, Deed deed, String done) {
    return where.change(
        session,
        place -> {
          var page = deed.on(place, draft);
          told(session, page, done);
          return ExitCodes.failedIf(!page.path("success").asBoolean());
        });
  }

  private void told(Session session, ObjectNode page, String done) {
    var terminal = session.terminal();
    if (json.wanted()) {
      terminal.json(page);
    } else if (page.path("success").asBoolean()) {
      page.path("warnings").valueStream().map(JsonNode::asString).forEach(terminal::note);
      terminal.line(
          Terminal.safe(page.path("message").asString("draft %d: %s".formatted(draft, done))));
    } else {
      terminal.note(page.path("error").asString());
    }
  }
}
