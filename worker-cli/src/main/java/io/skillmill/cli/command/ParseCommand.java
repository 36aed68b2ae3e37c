package io.skillmill.cli.command;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.ProgressLine;
import io.skillmill.cli.run.Explanation;
import io.skillmill.cli.run.ParseRun;
import io.skillmill.cli.run.Search;
import io.skillmill.cli.run.Summary;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.ParserOptions;
import io.skillmill.cli.session.SearchOptions;
import io.skillmill.cli.session.Session;
import io.skillmill.cli.session.Signals;
import io.skillmill.cli.session.TaskOptions;
import io.skillmill.coordination.intake.Intake;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.parsers.Limits;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.sources.Scope;
import io.skillmill.schema.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The whole way from sources to results in one process. */
@Command(
    name = "parse",
    description = {
      "Parse skills, those that are new or changed, and say what became of each.",
      "Exit code 1 when a skill failed, in this run or in the earlier one that answers."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill parse skills/",
      "  skillmill parse skills/ --json > summary.json",
      "  skillmill parse skills/pdf/SKILL.md --stdout",
      "  cat SKILL.md | skillmill parse - --stdout"
    })
final class ParseCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final JsonOption json = new JsonOption();
  @Mixin private final ParserOptions parsers = new ParserOptions();
  @Mixin private final SearchOptions searching = new SearchOptions();

  /** Somebody waits for it, and each further attempt makes them wait twice as long. */
  private static final int MAX_ATTEMPTS = 3;

  @Mixin private final TaskOptions options = new TaskOptions(MAX_ATTEMPTS);

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Directories to search, files to read, or - for standard input.")
  private final List<String> paths = new ArrayList<>();

  @Option(
      names = {"-n", "--slots"},
      paramLabel = "N",
      description = "How many tasks to run at a time. Default: the number of cores.")
  private @Nullable Integer slots;

  @Option(names = "--stdout", description = "Print the document of one source and store nothing.")
  private boolean stdout;

  ParseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    SlotCount.check(slots);
    if (stdout) {
      try (var shelf = parsers.open(session)) {
        var search = Search.of(paths, session.terminal().in());
        var explanation = new Explanation(session.terminal(), false);
        return new SingleParse(session, options, shelf.parsers())
            .run(search.within(scope(shelf.parsers(), explanation)), paths);
      }
    }
    var start = System.nanoTime();
    var search = Search.of(paths, session.terminal().in());
    try (var shelf = parsers.open(session);
        var store = session.store()) {
      refusePaused(store);
      var plan = plan(shelf.parsers());
      var run = new ParseRun(store, plan, new ProgressLine(session.terminal()));
      try (var signals = Signals.listen(() -> stop(run))) {
        var explanation = new Explanation(session.terminal(), json.wanted());
        run.run(search.within(scope(shelf.parsers(), explanation)));
        var took = Duration.ofNanos(System.nanoTime() - start);
        tell(run, new Summary(run.tally(), took, store), explanation);
        return exitCode(run, signals);
      }
    }
  }

  private ParseRun.Plan plan(Parsers all) {
    var order =
        new Intake.Order(
            options.type(), options.parser(), options.terms(Duration.ZERO), options.force());
    return new ParseRun.Plan(
        Intake.of(all, order), Handlers.of(all, Limits.DEFAULT), Optional.ofNullable(slots));
  }

  /** Without this, the run would wait for ever on tasks that nobody may claim. */
  private void refusePaused(SkillStore store) {
    var queue = options.terms(Duration.ZERO).queue();
    if (store.queues().stream().anyMatch(view -> view.paused() && view.name().equals(queue))) {
      throw Problem.failed(
              "The queue '%s' is paused, so nothing would be parsed".formatted(queue),
              "Run 'skillmill resume %s', or name another with --queue".formatted(queue))
          .asException();
    }
  }

  private void stop(ParseRun run) {
    session.terminal().note("stopping; again to stop at once");
    run.stop();
  }

  private Scope scope(Parsers all, Explanation explanation) {
    Scope scope = searching.scope(options.among(all));
    return searching.explain() ? scope.telling(explanation) : scope;
  }

  private void tell(ParseRun run, Summary summary, Explanation explanation) {
    if (run.stopped()) {
      session.terminal().note("stopped; run the same command again to carry on");
    }
    if (json.wanted()) {
      var report = summary.json();
      summary.addFailures(report);
      if (searching.explain()) {
        report.set("passed_over", explanation.json());
      }
      session.terminal().json(report);
    } else {
      if (searching.explain()) {
        explanation.sumUp();
      }
      summary.print(session.terminal());
    }
  }

  private int exitCode(ParseRun run, Signals signals) {
    if (run.stopped()) {
      return signals.exitCode();
    }
    var numbers = run.tally().numbers();
    if (numbers.total() == 0) {
      session
          .terminal()
          .note("no skills were found; give a directory with SKILL.md files in it, or a file");
    }
    return ExitCodes.failedIf(numbers.anyFailed());
  }
}
