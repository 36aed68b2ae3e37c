package io.skillmill.cli.command;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.run.Search;
import io.skillmill.cli.session.Session;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.promises.Promises;
import io.skillmill.parsers.promises.Promises.Broken;
import io.skillmill.parsers.sources.Found;
import io.skillmill.parsers.sources.Scope;
import io.skillmill.schema.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds one parser to its promises and reports. */
final class ParserTrial {

  private final Session session;
  private final boolean json;
  private final Map<String, List<Broken>> broken = new LinkedHashMap<>();
  private int parsed;

  ParserTrial(Session session, boolean json) {
    this.session = session;
    this.json = json;
  }

  /** The exit code. */
  int of(SkillParser parser, List<String> paths, long seed) {
    Search.of(paths, session.terminal().in())
        .within(Scope.usual().with(Parsers.of(parser)))
        .each(found -> hold(parser, found, seed));
    if (json) {
      reportJson(parser, seed);
    } else {
      report(parser, seed);
    }
    boolean kept = broken.values().stream().allMatch(List::isEmpty);
    return ExitCodes.failedIf(!kept || broken.isEmpty());
  }

  /** Whether there is a point in trying another file. */
  private boolean hold(SkillParser parser, Found found, long seed) {
    return switch (found) {
      case Found.Unreadable(var path, var why) -> {
        broken.put(path.toString(), List.of(new Broken("the file can be read", why)));
        yield true;
      }
      case Found.Source(var path, var source) -> {
        var promises = new Promises(parser, source, seed);
        broken.put(path.toString(), promises.check());
        parsed += promises.parsed();
        yield !promises.stopped();
      }
    };
  }

  private void report(SkillParser parser, long seed) {
    var terminal = session.terminal();
    broken.forEach((path, list) ->
        list.forEach(
            one -> terminal.line("%s: broken: %s (%s)".formatted(path, one.promise(), one.how()))));
    long count = broken.values().stream().mapToLong(List::size).sum();
    terminal.line(
        count == 0
            ? "%s keeps its promises: %d files tried in %d forms"
                .formatted(parser.name(), broken.size(), parsed)
            : "%s breaks %d promises; repeat this with --seed %d"
                .formatted(parser.name(), count, seed));
  }

  private void reportJson(SkillParser parser, long seed) {
    var report = Json.object().put("parser", parser.name()).put("version", parser.version());
    report.put("seed", seed).put("files", broken.size()).put("parsed", parsed);
    var list = report.putArray("broken");
    var all = new ArrayList<Map.Entry<String, List<Broken>>>(broken.entrySet());
    for (var file : all) {
      for (Broken one : file.getValue()) {
        list.addObject()
            .put("path", file.getKey())
            .put("promise", one.promise())
            .put("how", one.how());
      }
    }
    session.terminal().json(report);
  }
}
