package io.skillmill.cli.command;

import io.skillmill.cli.render.ExitCodes;
import io.skillmill.cli.render.JsonViews;
import io.skillmill.cli.render.Periods;
import io.skillmill.cli.session.JsonOption;
import io.skillmill.cli.session.ParserOptions;
import io.skillmill.cli.session.QueueNames;
import io.skillmill.cli.session.Session;
import io.skillmill.cli.session.Signals;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.coordination.work.WorkerReport;
import io.skillmill.parsers.Limits;
import io.skillmill.schema.json.Json;
import io.skillmill.schema.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A worker that serves until it is told to stop, or until nothing is left. */
@Command(
    name = "work",
    description = {
      "Work on tasks until told to stop.",
      "The first Ctrl-C or SIGTERM finishes what runs and gives back the rest; the second",
      "stops at once."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skillmill work -n 8",
      "  skillmill work --drain --json",
      "  skillmill work --queues urgent,default --id night-shift",
      "  skillmill work --runtime-config runtime-config.yaml"
    })
final class WorkCommand implements Callable<Integer> {

  private final Session session;
  @Mixin private final JsonOption json = new JsonOption();
  @Mixin private final ParserOptions parsers = new ParserOptions();
  @Mixin private final WorkerSkillOptions hosted = new WorkerSkillOptions();

  @Option(
      names = {"-n", "--slots"},
      paramLabel = "N",
      description = "How many tasks to run at a time. Default: $WORKERS, else the number of cores.")
  private @Nullable Integer slots;

  @Option(
      names = "--drain",
      description = "End once nothing is queued, waiting for a retry or in progress.")
  private boolean drain;

  @Option(
      names = "--queues",
      paramLabel = "QUEUE",
      split = ",",
      description = "Take from these queues only, in this order. Default: all of them in turn.")
  private final List<String> queues = new ArrayList<>();

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "The worker's name. Default: made of host, process and chance.")
  private @Nullable String id;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How long running tasks may go on when told to stop. Default: 30s.")
  private Duration grace = Duration.ofSeconds(30);

  WorkCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    QueueNames.check(queues);
    var chosen = hosted.choose(session);
    slots = slots == null ? SlotCount.ofEnvironment(session.environment()) : slots;
    SlotCount.check(slots);
    refuseBlankName();
    var secrets = hosted.credentials(session);
    try (var shelf = parsers.open(session);
        var store = session.store();
        var skills = chosen.orNothing().open(store)) {
      skills.tell(session.terminal()::note);
      var reading = Handlers.of(shelf.parsers(), Limits.DEFAULT);
      var report = work(store, WorkerSkillOptions.running(skills, reading, secrets));
      tell(report);
      return report.problem().map(this::giveUp).orElse(ExitCodes.OK);
    }
  }

  private void refuseBlankName() {
    if (id != null && id.isBlank()) {
      throw Problem.usage("A worker's name cannot be blank", "Give another --id").asException();
    }
  }

  /** Signals are heard before there is a worker, so that none finds the process unprepared. */
  private WorkerReport work(SkillStore store, Handlers handlers) throws InterruptedException {
    var running = new AtomicReference<@Nullable SkillWorker>();
    try (var signals = Signals.listen(() -> stop(running.get()))) {
      var worker = builder(store, handlers).start();
      running.set(worker);
      session.terminal().note("worker %s is ready".formatted(worker.id()));
      if (signals.asked()) {
        worker.stop(grace);
      }
      return (drain ? worker.drain() : worker).awaitEnd();
    }
  }

  private SkillWorker.Builder builder(SkillStore store, Handlers handlers) {
    var builder =
        SkillWorker.builder(store, handlers)
            .queues(queues)
            .listener(new WorkLog(session.terminal()));
    if (slots != null) {
      builder.slots(slots);
    }
    return id == null ? builder : builder.id(id);
  }

  private void stop(@Nullable SkillWorker worker) {
    session
        .terminal()
        .note("stopping: running tasks have %s; again to stop now".formatted(Periods.show(grace)));
    if (worker != null) {
      worker.stop(grace);
    }
  }

  private int giveUp(Problem problem) {
    session.terminal().complain(problem);
    return ExitCodes.of(problem.kind());
  }

  private void tell(WorkerReport report) {
    if (json.wanted()) {
      session
          .terminal()
          .json(
              Json.object()
                  .put("completed", report.completed())
                  .put("failed", report.failed())
                  .put("crashed", report.crashed())
                  .put("timed_out", report.timedOut())
                  .put("released", report.released())
                  .put("abandoned", report.abandoned())
                  .put("refused", report.lostFinishes())
                  .put("rescued", report.rescued())
                  .put("left_behind", report.leftBehind())
                  .put("duration_seconds", JsonViews.seconds(report.duration())));
      return;
    }
    session
        .terminal()
        .line(
            "%d completed, %d failed, %d crashed, %d timed out, %d given back, %d rescued; %s"
                .formatted(
                    report.completed(),
                    report.failed(),
                    report.crashed(),
                    report.timedOut(),
                    report.released(),
                    report.rescued(),
                    Periods.show(report.duration())));
    if (report.leftBehind() > 0) {
      session
          .terminal()
          .note(
              "%d tasks were left: their queue is paused, or their parser or skill is not here"
                  .formatted(report.leftBehind()));
    }
  }
}
