package io.skillmill.cli.command;

import io.skillmill.cli.bench.ParseBench;
import io.skillmill.cli.bench.QueueBench;
import io.skillmill.cli.bench.hosting.HostBench;
import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.Table;
import io.skillmill.cli.render.Table.Column;
import io.skillmill.cli.run.Search;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.ParserOptions;
import io.skillmill.cli.session.Session;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.sources.Found;
import io.skillmill.parsers.sources.Scope;
import io.skillmill.schema.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Measures this machine. */
@Command(
    name = "bench",
    description = "Measure how fast this machine works.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill bench parse skills/",
      "  skillmill bench queue --store postgresql://me@localhost/skills",
      "  skillmill bench host"
    })
final class BenchCommand {

  private final Session session;

  BenchCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "parse",
      description = {
        "Read, parse, check and write documents on one core, again and again.",
        "The files are taken in turn; nothing is stored."
      },
      footerHeading = "%nExamples:%n",
      footer = {"  skillmill bench parse skills/", "  skillmill bench parse skills/ --files 5000"})
  int parse(
      @Parameters(paramLabel = "PATH", arity = "1..*", description = "Skills to parse.")
          List<String> typed,
      @Option(
              names = "--files",
              paramLabel = "N",
              defaultValue = "20000",
              description = "How many files a round takes (20000).")
          int files,
      @Option(
              names = "--rounds",
              paramLabel = "N",
              defaultValue = "3",
              description = "How many rounds are measured, after one to warm up (3).")
          int rounds,
      @Mixin JsonOption json,
      @Mixin ParserOptions options) {
    if (files < 1 || rounds < 1) {
      throw Problem.usage("A bench of nothing measures nothing", "Give 1 or more of each")
          .asException();
    }
    JsonNode rates;
    try (var shelf = options.open(session)) {
      var parsers = shelf.parsers();
      rates = new ParseBench(parsers, paths(typed, parsers), files, rounds).run().toJson();
    }
    if (json.wanted()) {
      session.terminal().json(rates);
    } else {
      print(rates);
    }
    return ExitCodes.OK;
  }

  @Command(
      name = "queue",
      description = {
        "Measure how fast a store enqueues, hands out and takes back tasks that do nothing.",
        "The store named is not touched: one of its own is made in the same place, and removed."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  skillmill bench queue",
        "  skillmill bench queue --processes 2 --result-bytes 0 --json",
        "  skillmill bench queue --store postgresql://me@localhost/skills"
      })
  int queue(@Mixin QueueBenchOptions options, @Mixin JsonOption json) {
    var plan = options.plan();
    var rates = new QueueBench(session.storeAddress(), plan).run().toJson();
    if (json.wanted()) {
      session.terminal().json(rates);
    } else {
      new QueueBenchTable(session.terminal()).print(rates);
    }
    return ExitCodes.OK;
  }

  @Command(
      name = "host",
      description = {
        "Measure what hosting skills costs, beside a server that only gives back what it gets.",
        "Everything is on loopback and on a store of its own, which is removed again."
      },
      footerHeading = "%nExamples:%n",
      footer = {"  skillmill bench host", "  skillmill bench host --clients 8 --json"})
  int host(@Mixin HostBenchOptions options, @Mixin JsonOption json) {
    var figures = new HostBench(options.plan()).run();
    if (json.wanted()) {
      session.terminal().json(figures);
    } else {
      new HostBenchTable(session.terminal()).print(figures);
    }
    return ExitCodes.OK;
  }

  private List<Path> paths(List<String> typed, Parsers parsers) {
    var paths = new ArrayList<Path>();
    Search.of(typed, session.terminal().in())
        .within(Scope.usual().with(parsers))
        .each(found -> {
          if (found instanceof Found.Source(var path, var _)) {
            paths.add(path);
          }
          return true;
        });
    if (paths.isEmpty()) {
      throw Problem.usage(
              "No skill was found in " + String.join(" ", typed),
              "Give a directory that holds skills")
          .asException();
    }
    return paths;
  }

  private void print(JsonNode rates) {
    var terminal = session.terminal();
    terminal.line("%s files per second on one core".formatted(rates.path("files_per_second")));
    var table = new Table(Column.word("stage"), Column.number("microseconds"));
    for (var stage : rates.path("microseconds_per_file").properties()) {
      table.row(stage.getKey(), stage.getValue().asString());
    }
    table.print(terminal);
    terminal.line(
        "%s files a round, %s rejected; rounds: %s"
            .formatted(
                rates.path("files"),
                rates.path("rejected"),
                rates.path("rounds_files_per_second")));
  }
}
