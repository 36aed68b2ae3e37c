package io.skillmill.cli.command;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.Table;
import io.skillmill.cli.render.Table.Column;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.ParserOptions;
import io.skillmill.cli.session.ParserShelf;
import io.skillmill.cli.session.Session;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** The parsers at hand. */
@Command(
    name = "parsers",
    description = "List the parsers at hand, with those of plugins, and what is wrong with others.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill parsers",
      "  skillmill parsers --plugins target --json",
      "  skillmill parsers --try todo-list tea.todo"
    })
final class ParsersCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final JsonOption json = new JsonOption();
  @Mixin private final ParserOptions options = new ParserOptions();

  @Option(
      names = "--try",
      paramLabel = "NAME",
      description =
          "Hold this parser to what every parser promises, with files that it reads and what can"
              + " become of them.")
  private Optional<String> tried = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Repeat a trial by the seed that it told.")
  private Optional<Long> seed = Optional.empty();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "With --try: files that the parser reads; the smaller, the sooner it is done.")
  private final List<String> files = new ArrayList<>();

  ParsersCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (tried.isPresent() == files.isEmpty()) {
      throw Problem.usage(
              "A trial takes a parser and a file", "Write: skillmill parsers --try NAME FILE")
          .asException();
    }
    if (tried.isPresent()) {
      try (var shelf = options.open(session)) {
        return new ParserTrial(session, json.wanted())
            .of(shelf.parsers().known(tried.get()), files, seed.orElseGet(System::nanoTime));
      }
    }
    try (var shelf = options.openQuietly(session)) {
      if (json.wanted()) {
        session.terminal().json(report(shelf));
      } else {
        print(shelf);
      }
    }
    return ExitCodes.OK;
  }

  private void print(ParserShelf shelf) {
    var table =
        new Table(
            Column.word("parser"),
            Column.word("version"),
            Column.path("from"),
            Column.text("problem"));
    for (var item : shelf.items()) {
      var parser = item.parser();
      table.row(parser.name(), parser.version(), item.from(), parser.needs().orElse(""));
    }
    for (var trouble : shelf.troubles()) {
      table.row("-", "-", trouble.from(), trouble.problem().toString());
    }
    table.print(session.terminal());
    if (session.terminal().outIsTerminal()) { // where the table cuts them
      shelf.troubles().forEach(trouble -> session.terminal().complain(trouble.problem()));
    }
  }

  private static ObjectNode report(ParserShelf shelf) {
    var report = Json.object();
    var parsers = report.putArray("parsers");
    for (var item : shelf.items()) {
      parsers
          .addObject()
          .put("name", item.parser().name())
          .put("version", item.parser().version())
          .put("origin", item.origin().name().toLowerCase(Locale.ROOT))
          .put("from", item.from())
          .put("needs", item.parser().needs().orElse(null));
    }
    var problems = report.putArray("problems");
    for (var trouble : shelf.troubles()) {
      problems
          .addObject()
          .put("from", trouble.from())
          .put("what", trouble.problem().what())
          .put("remedy", trouble.problem().remedy());
    }
    return report;
  }
}
