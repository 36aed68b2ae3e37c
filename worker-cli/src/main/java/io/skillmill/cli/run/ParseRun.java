package io.skillmill.cli.run;

import io.skillmill.cli.render.ProgressLine;
import io.skillmill.coordination.intake.Intake;
import io.skillmill.coordination.store.SkillStore;
import io.skillmill.coordination.work.Handlers;
import io.skillmill.coordination.work.SkillWorker;
import io.skillmill.coordination.work.WorkerListener;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.task.Enqueued;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Outcome;
import io.skillmill.schema.task.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Enqueues sources, works on them in this process and ends once each of them has an outcome, its
 * own or that of an earlier task. A worker starts with the first task that needs one.
 */
public final class ParseRun {

  private static final Duration STOP_GRACE = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 100;
  private static final int PAGES_WHILE_BUSY = 1;
  private static final int PAGES_WHILE_IDLE = 20;

  /**
   * Who does the work, and how.
   *
   * @param intake makes the tasks
   * @param handlers do them
   * @param slots how many at a time; empty for as many as there are cores
   */
  public record Plan(Intake intake, Handlers handlers, Optional<Integer> slots) {}

  private final SkillStore store;
  private final Plan plan;
  private final ProgressLine progress;
  private final Tally tally = new Tally();
  private final PausedQueues paused;
  private final AtomicBoolean asked = new AtomicBoolean();
  private @Nullable SkillWorker worker;

  public ParseRun(SkillStore store, Plan plan, ProgressLine progress) {
    this.store = store;
    this.plan = plan;
    this.progress = progress;
    this.paused = new PausedQueues(store, progress::note);
  }

  /** Takes all sources through; afterwards {@link #tally} tells what became of them. */
  public void run(Search search) throws InterruptedException {
    try (progress) {
      new Feeder(store, plan.intake(), tally, this::fed).feed(search, asked::get);
      tally.allFed();
      awaitOutcomes();
    } finally {
      stopWorker();
    }
    tally.reconcile(store, PAGES_WHILE_IDLE);
  }

  /** Ends the run in good order, from any thread; what is not done stays in the store. */
  public void stop() {
    asked.set(true);
    synchronized (tally) {
      tally.notifyAll();
    }
  }

  public boolean stopped() {
    return asked.get();
  }

  public Tally tally() {
    return tally;
  }

  private void fed(List<Enqueued> answers) {
    if (worker == null && answers.stream().anyMatch(ParseRun::live)) {
      var builder = SkillWorker.builder(store, plan.handlers()).listener(new Listener());
      plan.slots().ifPresent(builder::slots);
      worker = builder.start();
    }
    show(true);
  }

  private static boolean live(Enqueued answer) {
    return !(answer instanceof Enqueued.Cached);
  }

  private void awaitOutcomes() throws InterruptedException {
    long before = -1;
    while (!asked.get() && tally.numbers().live() > 0) {
      tally.awaitNoneLive(LOOK_MILLIS);
      failIfWorkerGaveUp();
      long live = tally.numbers().live();
      tally.reconcile(store, live == before ? PAGES_WHILE_IDLE : PAGES_WHILE_BUSY);
      if (live == before) {
        paused.look(tally.nextLive());
      }
      before = live;
      show(false);
    }
  }

  private void failIfWorkerGaveUp() throws InterruptedException {
    if (worker == null) {
      return;
    }
    var report = worker.awaitEnd(Duration.ZERO);
    if (report.isPresent() && !asked.get()) {
      throw report
          .get()
          .problem()
          .orElse(
              Problem.failed(
                  "The worker ended before its work was done", "Run the same command again"))
          .asException();
    }
  }

  private void stopWorker() throws InterruptedException {
    if (worker != null) {
      worker.stop(STOP_GRACE);
      worker.awaitEnd();
    }
  }

  private void show(boolean finding) {
    var numbers = tally.numbers();
    progress.show(numbers.done(), numbers.total(), finding);
  }

  /** Tells the tally of every task that this process ended. */
  private final class Listener implements WorkerListener {

    @Override
    public void finished(Finished finished) {
      if (finished.answer() != FinishAnswer.RECORDED) {
        return;
      }
      var claim = finished.claim();
      switch (finished.outcome()) {
        case Outcome.Completed _ ->
            tally.ended(claim.taskId(), claim.path(), TaskState.COMPLETED, Optional.empty());
        case Outcome.Rejected(var error, var _) ->
            tally.ended(claim.taskId(), claim.path(), TaskState.FAILED, Optional.of(error));
        case Outcome.Crashed _, Outcome.TimedOut _ -> {
          // The store decides whether that was the last attempt; the tally asks it.
        }
      }
    }

    @Override
    public void problem(Problem problem) {
      progress.note("skillmill: " + problem);
    }
  }
}
