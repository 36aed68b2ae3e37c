package io.skillmill.cli.command;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.Table;
import io.skillmill.cli.render.Table.Column;
import io.skillmill.cli.render.Terminal;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.Session;
import io.skillmill.schema.json.Json;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows the skills that a language model wrote. */
@Command(
    name = "drafts",
    description = "List the skills that a language model wrote, or show one of them.",
    footerHeading = "%nExamples:%n",
    footer = {"  skillmill skill drafts", "  skillmill skill drafts 1 --json"})
final class DraftsCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final SkillPlaceOptions where = new SkillPlaceOptions();
  @Mixin private final JsonOption json = new JsonOption();

  @Parameters(paramLabel = "DRAFT", arity = "0..1", description = "Its number.")
  private @Nullable Long draft;

  DraftsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return where.look(
        session,
        place -> {
          ObjectNode page = draft == null ? place.drafts() : place.draft(draft);
          if (json.wanted()) {
            session.terminal().json(page);
          } else if (draft == null) {
            list(page, session.terminal());
          } else {
            show(page, session.terminal());
          }
          return ExitCodes.OK;
        });
  }

  private static void list(JsonNode page, Terminal terminal) {
    var table =
        new Table(
            Column.number("draft"),
            Column.word("name"),
            Column.word("kind"),
            Column.word("state"),
            Column.text("by"),
            Column.text("description"));
    for (JsonNode each : page.path("drafts")) {
      table.row(
          each.path("draft").asString(),
          each.path("name").asString(),
          each.path("kind").asString(),
          each.path("state").asString(),
          each.path("by").asString(),
          each.path("description").asString());
    }
    if (table.isEmpty()) {
      terminal.note("there are no drafts");
    } else {
      table.print(terminal);
    }
  }

  /** The source as it is, for it is to be read. */
  private static void show(ObjectNode page, Terminal terminal) {
    var rest = page.deepCopy();
    rest.remove("transcript");
    rest.remove("source");
    terminal.code(Json.pretty(rest));
    String source = page.path("source").asString("");
    if (!source.isEmpty()) {
      terminal.line("");
      terminal.code(source);
    }
  }
}
