package io.skillmill.cli.command;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.run.EnqueueRun;
import io.skillmill.cli.run.EnqueuedRuns;
import io.skillmill.cli.run.Explanation;
import io.skillmill.cli.run.Search;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.ParserOptions;
import io.skillmill.cli.session.SearchOptions;
import io.skillmill.cli.session.Session;
import io.skillmill.cli.session.Signals;
import io.skillmill.cli.session.TaskOptions;
import io.skillmill.coordination.intake.Intake;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.parsers.Parsers;
import io.skillmill.parsers.sources.Scope;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.task.WorkerView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts sources into a queue for workers. */
@Command(
    name = "enqueue",
    description = {
      "Find skills and put them into a queue, for workers to take.",
      "With --run, put runs of a hosted skill into it instead."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill enqueue skills/",
      "  skillmill enqueue skills/ --queue nightly --priority 5 --delay 2h",
      "  skillmill enqueue . --explain",
      "  find . -name SKILL.md | skillmill enqueue - --json",
      "  skillmill enqueue skills/ --wait",
      "  skillmill enqueue --run time --input '{\"timezone\": \"Asia/Tokyo\"}' --wait"
    })
final class EnqueueCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final JsonOption json = new JsonOption();
  @Mixin private final ParserOptions parsers = new ParserOptions();
  @Mixin private final SearchOptions searching = new SearchOptions();
  @Mixin private final TaskOptions options = new TaskOptions();
  @Mixin private final RunOptions running = new RunOptions();

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description =
          "Directories to search, files to read, or - for a list of paths on standard" + " input.")
  private final List<String> paths = new ArrayList<>();

  @Option(
      names = "--delay",
      paramLabel = "TIME",
      defaultValue = "0s",
      description = "How long the tasks wait before they may be claimed, such as 10m.")
  private Duration delay = Duration.ZERO;

  @Option(
      names = "--wait",
      description = "Wait until every task has ended; exit code 1 when one failed.")
  private boolean wait;

  EnqueueCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    return running.wanted(paths) ? enqueueRuns() : enqueueSources();
  }

  private int enqueueRuns() throws InterruptedException {
    var tasks = running.tasks(options.terms(delay), options.force(), session.terminal().in());
    try (var store = session.store()) {
      var runs = new EnqueuedRuns(store);
      runs.enqueue(tasks);
      return wait ? awaitRuns(runs, store) : tellRuns(runs);
    }
  }

  private int tellRuns(EnqueuedRuns runs) {
    if (json.wanted()) {
      session.terminal().json(runs.json());
    } else {
      runs.taskIds().forEach(id -> session.terminal().line("task %d".formatted(id)));
    }
    return ExitCodes.OK;
  }

  private int awaitRuns(EnqueuedRuns runs, SkillStore store) throws InterruptedException {
    warnIfNobodyWorks(store);
    var asked = new AtomicBoolean();
    var results = Json.array();
    try (var signals = Signals.listen(() -> asked.set(true))) {
      boolean allWell =
          runs.await(
              asked::get,
              ended -> {
                if (json.wanted()) {
                  results.add(ended.json());
                } else {
                  tell(ended);
                }
              });
      if (json.wanted()) {
        session.terminal().json(runs.json().set("results", results));
      }
      return signals.asked() ? signals.exitCode() : ExitCodes.failedIf(!allWell);
    }
  }

  private void tell(EnqueuedRuns.Ended ended) {
    if (ended.well()) {
      session.terminal().line(Json.pretty(ended.output()));
    } else {
      session
          .terminal()
          .note("task %d came to nothing: %s".formatted(ended.task().taskId(), ended.why()));
    }
  }

  private int enqueueSources() throws InterruptedException {
    var order =
        new Intake.Order(options.type(), options.parser(), options.terms(delay), options.force());
    var search = Search.listed(paths, session.terminal().in());
    try (var shelf = parsers.open(session);
        var store = session.store()) {
      var run = new EnqueueRun(store, Intake.of(shelf.parsers(), order));
      var explanation = new Explanation(session.terminal(), json.wanted());
      run.enqueue(search.within(scope(shelf.parsers(), explanation)));
      int exitCode = wait ? await(run, store) : ExitCodes.failedIf(run.anyFailed(wait));
      tell(run, explanation);
      return exitCode;
    }
  }

  private int await(EnqueueRun run, SkillStore store) throws InterruptedException {
    warnIfNobodyWorks(store);
    try (var signals = Signals.listen(run::stop)) {
      run.await();
      return signals.asked() ? signals.exitCode() : ExitCodes.failedIf(run.anyFailed(wait));
    }
  }

  private void warnIfNobodyWorks(SkillStore store) {
    boolean someone =
        store.workers().stream().anyMatch(w -> w.status() == WorkerView.Status.ACTIVE);
    if (!someone) {
      session.terminal().note("no worker is active; start one with 'skillmill work'");
    }
  }

  private Scope scope(Parsers all, Explanation explanation) {
    Scope scope = searching.scope(options.among(all));
    return searching.explain() ? scope.telling(explanation) : scope;
  }

  private void tell(EnqueueRun run, Explanation explanation) {
    if (json.wanted()) {
      var report = run.json(wait);
      if (searching.explain()) {
        report.set("passed_over", explanation.json());
      }
      session.terminal().json(report);
    } else {
      if (searching.explain()) {
        explanation.sumUp();
      }
      run.failures().forEach(failure -> session.terminal().note(failure));
      session.terminal().line(run.sentence(wait));
    }
  }
}
