package io.skillmill.cli.command;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.Table;
import io.skillmill.cli.render.Table.Column;
import io.skillmill.cli.run.Search;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.ParserOptions;
import io.skillmill.cli.session.Session;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.ParseResult.Parsed;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.SkillParser;
import io.skillmill.parsers.ensemble.Comparison;
import io.skillmill.parsers.sources.Found;
import io.skillmill.parsers.sources.Scope;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.skill.Document;
import io.skillmill.schema.skill.SkillSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Two strategies on the same skills. */
@Command(
    name = "compare",
    description = {
      "Run two parsers on the same skills and say where they agree.",
      "Elements that stand on a common line and share half of their words count as the same."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill compare agent-skill llm skills/",
      "  skillmill compare agent-skill llm skills/ --worst 5 --json"
    })
final class CompareCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final JsonOption json = new JsonOption();
  @Mixin private final ParserOptions options = new ParserOptions();

  @Parameters(index = "0", paramLabel = "A", description = "A parser.")
  private String first = "";

  @Parameters(index = "1", paramLabel = "B", description = "Another parser.")
  private String second = "";

  @Parameters(index = "2..*", arity = "1..*", paramLabel = "PATH", description = "Skills.")
  private List<String> paths = List.of();

  @Option(
      names = "--worst",
      paramLabel = "N",
      defaultValue = "0",
      description = "List the N skills that the two agree on least.")
  private int worst;

  private final Comparison comparison = new Comparison();
  private final List<Each> each = new ArrayList<>();
  private int left;

  /** One skill. */
  private record Each(String path, double agreement) {}

  CompareCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (var shelf = options.open(session)) {
      return compare(shelf.parsers());
    }
  }

  private int compare(Parsers parsers) {
    SkillParser a = parsers.known(first);
    SkillParser b = parsers.known(second);
    Search.of(paths, session.terminal().in())
        .within(Scope.usual().with(parsers))
        .each(found -> {
          compare(a, b, found);
          return true;
        });
    if (comparison.documents() == 0) {
      throw Problem.usage(
              "No skill in %s can be parsed by both".formatted(String.join(" ", paths)),
              "Give skills that both parsers read")
          .asException();
    }
    each.sort(Comparator.comparingDouble(Each::agreement));
    report();
    return ExitCodes.OK;
  }

  private void compare(SkillParser a, SkillParser b, Found found) {
    switch (found) {
      case Found.Unreadable(var path, var why) -> {
        left++;
        session.terminal().note("%s: %s".formatted(path, why));
      }
      case Found.Source(var path, var source) -> {
        Optional<Document> one = parse(a, path.toString(), source);
        Optional<Document> other = parse(b, path.toString(), source);
        if (one.isPresent() && other.isPresent()) {
          each.add(new Each(path.toString(), comparison.add(one.get(), other.get())));
        } else {
          left++;
        }
      }
    }
  }

  private Optional<Document> parse(SkillParser parser, String path, SkillSource source) {
    var result = parser.parse(source, Limits.DEFAULT);
    if (result instanceof Parsed(var document, var _)) {
      return Optional.of(document);
    }
    session
        .terminal()
        .note(
            "%s: %s rejects it: %s"
                .formatted(path, parser.name(), result.diagnostics().getFirst()));
    return Optional.empty();
  }

  private void report() {
    var terminal = session.terminal();
    if (json.wanted()) {
      var report = comparison.toJson().put("first", first).put("second", second);
      report.put("left_out", left);
      var list = report.putArray("worst");
      each.stream()
          .limit(worst)
          .forEach(one -> list.addObject().put("path", one.path).put("agreement", one.agreement));
      terminal.json(report);
      return;
    }
    terminal.line(
        "%d skills; the two agree on %.1f %% of the elements; %d left out"
            .formatted(comparison.documents(), comparison.agreement() * 100, left));
    var table =
        new Table(
            Column.word("kind"),
            Column.number("agreed"),
            Column.number("other type"),
            Column.number("other kind"),
            Column.number("only " + first),
            Column.number("only " + second));
    for (var kind : Comparison.Kind.values()) {
      var counts =
          Comparison.COUNTS.stream().map(what -> "" + comparison.count(kind, what)).toList();
      var cells = new ArrayList<>(List.of(kind.word()));
      cells.addAll(counts);
      table.row(cells.toArray(new String[0]));
    }
    table.print(terminal);
    for (Each one : each.subList(0, Math.min(worst, each.size()))) {
      terminal.line("%.1f %%  %s".formatted(one.agreement * 100, one.path));
    }
  }
}
