package io.skillmill.cli.command;

import io.skillmill.cli.render.Periods;
import io.skillmill.cli.render.Terminal;
import io.skillmill.coordination.work.WorkerListener;
import io.skillmill.schema.problem.Problem;
import io.skillmill.schema.task.Claim;
import io.skillmill.schema.task.FinishAnswer;
import io.skillmill.schema.task.Outcome;

/** Tells on the error stream what a worker meets that someone may want to look into. */
final class WorkLog implements WorkerListener {

  private final Terminal terminal;

  WorkLog(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void finished(Finished finished) {
    var claim = finished.claim();
    if (finished.answer() == FinishAnswer.LEASE_LOST) {
      terminal.note("%s: refused, the task is no longer ours".formatted(name(claim)));
      return;
    }
    switch (finished.outcome()) {
      case Outcome.Completed _ -> {}
      case Outcome.Rejected(var error, var _) ->
          terminal.note("%s: rejected: %s".formatted(name(claim), error));
      case Outcome.Crashed(var error) ->
          terminal.note("%s: attempt %d broke: %s".formatted(name(claim), claim.attempt(), error));
      case Outcome.TimedOut(var error) ->
          terminal.note(
              "%s: attempt %d timed out after %s: %s"
                  .formatted(
                      name(claim), claim.attempt(), Periods.show(finished.duration()), error));
    }
  }

  @Override
  public void abandoned(Claim claim) {
    terminal.note(
        "%s: did not stop when interrupted; its slot is left behind".formatted(name(claim)));
  }

  @Override
  public void lost(String workerId) {
    terminal.note(
        "worker %s was taken for dead and has registered again; what it held goes to others"
            .formatted(workerId));
  }

  @Override
  public void problem(Problem problem) {
    terminal.note(problem.toString());
  }

  private static String name(Claim claim) {
    return "task %d (%s)".formatted(claim.taskId(), claim.path());
  }
}
