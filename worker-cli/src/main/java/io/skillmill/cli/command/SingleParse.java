package io.skillmill.cli.command;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.run.Search;
import io.skillmill.cli.session.Session;
import io.skillmill.cli.session.TaskOptions;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.sources.Found;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.skill.Diagnostic;
import io.skillmill.schema.skill.SkillSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Parses one source straight to standard output; no store is opened. */
final class SingleParse {

  private final Session session;
  private final TaskOptions options;
  private final Parsers parsers;

  SingleParse(Session session, TaskOptions options, Parsers parsers) {
    this.session = session;
    this.options = options;
    this.parsers = parsers;
  }

  int run(Search search, List<String> paths) {
    return switch (only(search, paths)) {
      case Found.Unreadable(var path, var reason) ->
          throw Problem.failed("%s could not be read".formatted(path), reason).asException();
      case Found.Source(var path, var source) -> parse(path.toString(), source);
    };
  }

  private Found only(Search search, List<String> paths) {
    var first = new ArrayList<Found>();
    search.each(found -> {
      first.add(found);
      return first.size() < 2;
    });
    if (first.size() != 1) {
      throw Problem.usage(
              first.isEmpty()
                  ? "No skill was found in " + String.join(" ", paths)
                  : "--stdout takes one source, and there are several in "
                      + String.join(" ", paths),
              "Give the path of one skill")
          .asException();
    }
    return first.getFirst();
  }

  private int parse(String path, SkillSource source) {
    var result = parser(path, source).parse(source, Limits.DEFAULT);
    result.diagnostics().stream().map(Diagnostic::toString).forEach(session.terminal()::note);
    return switch (result) {
      case ParseResult.Parsed(var document, var _) -> {
        var stamped = document.parsedAt(session.clock().instant());
        session.terminal().line(Json.pretty(stamped.json()));
        yield ExitCodes.OK;
      }
      case ParseResult.Rejected _ ->
          throw Problem.failed(
                  path + " was rejected, for the reasons above", "Mend them and try again")
              .asException();
    };
  }

  private SkillParser parser(String path, SkillSource source) {
    var asked = options.parser();
    if (asked.isPresent()) {
      return parsers.known(asked.get());
    }
    return parsers
        .best(source)
        .orElseThrow(() ->
            Problem.failed("No parser fits " + path, "Name one with --parser, one of: " + names())
                .asException());
  }

  private String names() {
    return parsers.all().stream().map(SkillParser::name).collect(Collectors.joining(", "));
  }
}
