package io.skillmill.cli.command;

import io.skillmill.cli.render.Table;
import io.skillmill.cli.render.Table.Column;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.Session;
import io.skillmill.parsers.Parsers;
import io.skillmill.schema.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The parsers at hand. */
@Command(
    name = "parsers",
    description = "List the parsers at hand, with those of plugins.",
    footerHeading = "%nExamples:%n",
    footer = {"  skillmill parsers", "  skillmill parsers --json"})
final class ParsersCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final JsonOption json = new JsonOption();

  ParsersCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var parsers = Parsers.discovered().all();
    if (json.wanted()) {
      var report = Json.object();
      var list = report.putArray("parsers");
      parsers.forEach(p -> list.addObject().put("name", p.name()).put("version", p.version()));
      session.terminal().json(report);
    } else {
      var table = new Table(Column.word("parser"), Column.word("version"));
      parsers.forEach(parser -> table.row(parser.name(), parser.version()));
      table.print(session.terminal());
    }
    return 0;
  }
}
